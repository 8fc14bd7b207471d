package source

import (
	"bytes"
	"encoding/xml"
)

// elements gives the attributes of every element of a name, by their local names. What
// is no XML gives what stood before the fault.
func elements(text []byte, name string) []map[string]string {
	var found []map[string]string
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil {
			return found
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == name {
			attrs := map[string]string{}
			for _, a := range e.Attr {
				if a.Name.Local == "id" && attrs["id"] != "" && a.Name.Space == "" {
					continue
				}
				attrs[a.Name.Local] = a.Value
			}
			found = append(found, attrs)
		}
	}
}
