package warehouse

import (
	"context"
	"database/sql/driver"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode"
)

// All reads the rows of a query, each into a T. Columns reach fields by name, never by
// position: a field is called by its json name, else by its own in snake case, and takes no
// part where its json name is "-" and it has no sql name. A column that no field is called
// after is an error, and so is a field that no column fills, so that neither side can be
// changed alone. NULL is nil of a pointer; into any other field it is an error. A LIST fills
// a slice of its element's Go type.
func All[T any](ctx context.Context, db *DB, query string, p Params) ([]T, error) {
	var all []T
	err := Each(ctx, db, query, p, func(row T) error {
		all = append(all, row)
		return nil
	})
	return all, err
}

// Only reads the single row of a query as All does; another number of rows is an error.
func Only[T any](ctx context.Context, db *DB, query string, p Params) (T, error) {
	var row T
	all, err := All[T](ctx, db, query, p)
	switch {
	case err != nil:
		return row, err
	case len(all) != 1:
		return row, fmt.Errorf("query gave %d rows, want 1", len(all))
	}
	return all[0], nil
}

// Each calls f for every row of a query, read as All reads it.
func Each[T any](ctx context.Context, db *DB, query string, p Params, f func(T) error) error {
	args, err := bind(query, p)
	if err != nil {
		return err
	}
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	fields, err := match(reflect.TypeFor[T](), columns)
	if err != nil {
		return err
	}
	into := make([]any, len(columns))
	for rows.Next() {
		var row T
		v := reflect.ValueOf(&row).Elem()
		for i, at := range fields {
			field := v.FieldByIndex(at)
			if into[i] = field.Addr().Interface(); field.Kind() == reflect.Slice {
				into[i] = &list{field}
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Insert adds rows to a table by the names of its columns, as All reads them: every column
// has its field and every field its column.
func Insert[T any](ctx context.Context, db *DB, table string, rows func(add func(T) error) error) error {
	type column struct {
		Name string `json:"column_name"`
	}
	described, err := All[column](ctx, db, "SELECT column_name FROM (DESCRIBE "+Ident(table)+")", nil)
	if err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	names := make([]string, len(described))
	for i, c := range described {
		names[i] = c.Name
	}
	fields, err := match(reflect.TypeFor[T](), names)
	if err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	values := make([]driver.Value, len(names))
	return db.Append(ctx, table, func(add func(...driver.Value) error) error {
		return rows(func(row T) error {
			v := reflect.ValueOf(&row).Elem()
			for i, at := range fields {
				field := v.FieldByIndex(at)
				switch {
				case field.Kind() == reflect.Pointer && field.IsNil():
					values[i] = nil
				case field.Type() == reflect.TypeFor[*time.Time](),
					field.Kind() == reflect.Pointer && !field.CanConvert(reflect.TypeFor[driver.Valuer]()) && field.Type().Elem().Kind() != reflect.Struct:
					values[i] = field.Elem().Interface()
				default:
					values[i] = field.Interface()
				}
			}
			return add(values...)
		})
	})
}

// match finds the field of each column.
func match(t reflect.Type, columns []string) ([][]int, error) {
	at := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if name := columnOf(f); name != "" {
			at[name] = f.Index
		}
	}
	fields := make([][]int, len(columns))
	for i, c := range columns {
		if fields[i] = at[c]; fields[i] == nil {
			return nil, fmt.Errorf("column %s has no field in %s", c, t)
		}
		delete(at, c)
	}
	for name := range at {
		return nil, fmt.Errorf("field %s of %s has no column", name, t)
	}
	return fields, nil
}

// columnOf is the column a field is filled from, blank for one that is not.
func columnOf(f reflect.StructField) string {
	if f.Anonymous || !f.IsExported() {
		return ""
	}
	if name := f.Tag.Get("sql"); name != "" {
		return strings.TrimPrefix(name, "-")
	}
	switch name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name {
	case "-":
		return ""
	case "":
		return snake(f.Name)
	default:
		return name
	}
}

// snake writes a Go name as SQL does: CustomerBIN is customer_bin.
func snake(name string) string {
	var b strings.Builder
	letters := []rune(name)
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// list fills a slice from a LIST of the engine.
type list struct{ field reflect.Value }

// Scan takes the list as the driver gives it; NULL is no element.
func (l *list) Scan(value any) error {
	elements, ok := value.([]any)
	if !ok && value != nil {
		return fmt.Errorf("a list is %T", value)
	}
	kind := l.field.Type().Elem()
	filled := reflect.MakeSlice(l.field.Type(), 0, len(elements))
	for _, e := range elements {
		v := reflect.ValueOf(e)
		if !v.IsValid() || v.Type() != kind {
			return fmt.Errorf("an element of a list is %T, want %s", e, kind)
		}
		filled = reflect.Append(filled, v)
	}
	l.field.Set(filled)
	return nil
}
