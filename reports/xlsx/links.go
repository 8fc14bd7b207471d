package xlsx

import (
	"encoding/xml"
	"fmt"
)

// link is a place of this workbook a cell leads to.
type link struct{ cell, to string }

// join gives the sheet that is being written its links, of cells that have none yet; of several of one
// cell the last counts. They are read into it in the form a file has them: to set them one by one,
// excelize looks through all that are there for each.
func (b *book) join(links []link) error {
	if len(links) == 0 {
		return nil
	}
	sheet, ok := b.file.Sheet.Load(fmt.Sprintf("xl/worksheets/sheet%d.xml", b.count))
	if !ok {
		return fmt.Errorf("sheet %d is not there to be joined", b.count)
	}
	part, err := xml.Marshal(newJoined(links))
	if err != nil {
		return err
	}
	return xml.Unmarshal(part, sheet)
}

// joined is a sheet with nothing but links.
type joined struct {
	XMLName xml.Name    `xml:"http://schemas.openxmlformats.org/spreadsheetml/2006/main worksheet"`
	Links   []hyperlink `xml:"hyperlinks>hyperlink"`
}

type hyperlink struct {
	Cell string `xml:"ref,attr"`
	To   string `xml:"location,attr"`
}

func newJoined(links []link) joined {
	var all joined
	at := make(map[string]int, len(links))
	for _, l := range links {
		if i, ok := at[l.cell]; ok {
			all.Links[i].To = l.to
			continue
		}
		at[l.cell] = len(all.Links)
		all.Links = append(all.Links, hyperlink{l.cell, l.to})
	}
	return all
}
