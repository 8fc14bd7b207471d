package html

import "adal/reports/chart"

// textWidth is how wide a text is at a size, in pixels, in the widest of the page's fonts.
func textWidth(s string, size float64) float64 { return chart.TextWidth(s, size) }
