package normalise

import (
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// isUndated says whether a column holds the dates of a relation that may have none.
func isUndated(t tables.Table, c tables.Column) bool {
	return t.Name == "family_links" && (c.Name == "date_from" || c.Name == "date_to")
}

func columnNames(t tables.Table) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, warehouse.Ident(c.Name))
	}
	return strings.Join(names, ", ")
}

// declared lists the typed columns of a table as SQL.
func declared(t tables.Table) string {
	cols := []string{"src BIGINT NOT NULL"}
	for _, c := range t.Columns {
		d := warehouse.Ident(c.Name) + " " + c.Type.SQL()
		if c.Must {
			d += " NOT NULL"
		}
		cols = append(cols, d)
	}
	return strings.Join(cols, ", ")
}

// typedSelect casts every cell of a table's raw rows. Numbers and words are looked up,
// each of them judged once.
func typedSelect(t tables.Table) string {
	cols := []string{"r.src"}
	var joins strings.Builder
	for _, c := range t.Columns {
		cell, name := "r."+warehouse.Ident("raw_"+c.Name), warehouse.Ident(c.Name)
		value := cell
		switch c.Type {
		case tables.IIN, tables.ID:
			v := warehouse.Ident("v_" + c.Name)
			fmt.Fprintf(&joins, "\nLEFT JOIN id_value AS %s ON %s.raw = %s", v, v, cell)
			value = v + ".id"
			if c.Type == tables.IIN {
				value = v + ".iin"
				cols = append(cols, "coalesce("+v+".twelve, false) AS "+warehouse.Ident("twelve_"+c.Name))
			}
		case tables.Word, tables.Strict, tables.Bool:
			w := warehouse.Ident("w_" + c.Name)
			fmt.Fprintf(&joins, "\nLEFT JOIN word_value AS %s ON %s.list = %s AND %s.word = lower(code_of(%s))", w, w, warehouse.Quote(t.Name+"."+c.Name), w, cell)
			value = w + ".canonical"
			if c.Type == tables.Bool {
				value = "CAST(" + value + " AS BOOLEAN)"
			}
		case tables.Date:
			value = "CASE WHEN " + cell + " LIKE '____-%' THEN TRY_CAST(" + cell + " AS DATE) WHEN " + cell +
				" LIKE '__.__.____' THEN CAST(try_strptime(" + cell + ", '%d.%m.%Y') AS DATE) END"
			if isUndated(t, c) {
				value = "CASE WHEN w_relation.canonical NOT IN (" + quoted(tables.Undated) + ") THEN " + value + " END"
			}
		case tables.Money:
			value = "CASE WHEN NOT " + cell + " LIKE '%.___%' THEN TRY_CAST(" + cell + " AS DECIMAL(18, 2)) END"
		case tables.Percent:
			value = "CASE WHEN TRY_CAST(" + cell + " AS DECIMAL(18, 8)) BETWEEN 0 AND 100 THEN TRY_CAST(" + cell + " AS DECIMAL(18, 8)) END"
		case tables.Year:
			value = "CASE WHEN length(" + cell + ") = 4 AND " + cell + " BETWEEN '1900' AND '2200' THEN TRY_CAST(" + cell + " AS INTEGER) END"
		case tables.List:
			value = "NULLIF(array_to_string(list_sort(list_distinct(list_filter(list_transform(string_split_regex(" + cell + ", '[;,]'), lambda w: " +
				wordOf(c, "trim(w)") + "), lambda w: w IS NOT NULL))), ';'), '')"
		default:
			if c.Code() {
				value = "code_of(" + cell + ")"
			}
			if c.Name == "announcement_id" || c.Name == "root_id" {
				value = "NULLIF(" + value + ", '0')"
			}
		}
		cols = append(cols, value+" AS "+name)
		if c.Type != tables.Text || c.Code() {
			cols = append(cols, cell)
		}
	}
	return "SELECT " + strings.Join(cols, ",\n  ") + "\nFROM raw_" + t.Name + " AS r" + joins.String()
}

// wordOf maps a cell to its canonical word.
func wordOf(c tables.Column, cell string) string {
	byWord := map[string][]string{}
	var order []string
	for word, canonical := range c.Words {
		if byWord[canonical] == nil {
			order = append(order, canonical)
		}
		byWord[canonical] = append(byWord[canonical], word)
	}
	slices.Sort(order)
	var b strings.Builder
	b.WriteString("CASE")
	for _, canonical := range order {
		words := byWord[canonical]
		slices.Sort(words)
		fmt.Fprintf(&b, " WHEN folded(%s) IN (%s) THEN %s", cell, quoted(words), warehouse.Quote(canonical))
	}
	b.WriteString(" END")
	return b.String()
}

func quoted(words []string) string {
	q := make([]string, len(words))
	for i, w := range words {
		q[i] = warehouse.Quote(w)
	}
	return strings.Join(q, ", ")
}
