package html

import (
	"bytes"
	"fmt"
	"html/template"
	"io"

	"adal/reports/view"
)

// foldChunk is how many closed customers are kept together.
const foldChunk = 25

// folds writes what is said of the customers that stand closed in an annual report of many, as
// the HTML the page would have had, packed: one customer is opened at a time.
func folds(w io.Writer, tmpl *template.Template, a *view.Annual) error {
	var bodies bytes.Buffer
	n := 0
	flush := func() error {
		if bodies.Len() == 0 {
			return nil
		}
		err := packed(w, fmt.Sprintf(`class="folds" data-chunk="%d"`, (n-1)/foldChunk), plainly(bodies.Bytes()))
		bodies.Reset()
		return err
	}
	add := func(name string, of any) error {
		if bodies.Len() > 0 {
			bodies.WriteString(next)
		}
		n++
		if err := tmpl.ExecuteTemplate(&bodies, name, of); err != nil {
			return err
		}
		if n%foldChunk == 0 {
			return flush()
		}
		return nil
	}
	for i := range a.Customers {
		if c := &a.Customers[i]; c.Fold > 0 {
			if err := add("customer_body", c); err != nil {
				return err
			}
		}
	}
	for i := range a.KPIs {
		if k := &a.KPIs[i]; k.Fold > 0 {
			if err := add("kpi_body", k); err != nil {
				return err
			}
		}
	}
	return flush()
}
