package main

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"testing"
)

// tokens calls f for every token of the text of a Word document.
func tokens(t *testing.T, path string, f func(xml.Token)) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	text, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(text); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		f(token)
	}
}
