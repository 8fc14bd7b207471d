# Licences

What the program `adal` is linked with, and under which licence. Made by `make licenses` (go-licenses); a test holds
it against the modules of the build. The text of each licence lies in its module.

| library | version | licence |
| --- | --- | --- |
{{range .}}| {{.Name}} | {{.Version}} | {{if eq .LicenseName "Unknown"}}{{if eq .Name "github.com/ajstarks/svgo"}}CC-BY-4.0{{else if eq .Name "github.com/golang/freetype/raster"}}FTL or GPL-2.0-or-later{{else}}Unknown{{end}}{{else}}{{.LicenseName}}{{end}} |
{{end}}
