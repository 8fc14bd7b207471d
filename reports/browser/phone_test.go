package browser

import "strings"

// stacked fails where a table of labelled rows is still wider than a phone, or a cell of it says something
// without its label.
func (b *tab) stacked(where string) {
	b.t.Helper()
	wide := ask[[]string](b, `(function () {
		var out = [];
		document.querySelectorAll("table.stack").forEach(function (t) {
			var box = t.closest(".scroll");
			if (!box || !box.getClientRects().length || out.length > 4) { return; }
			if (box.scrollWidth > box.clientWidth + 1) { out.push(t.caption.textContent + ": " + box.scrollWidth + " of " + box.clientWidth); }
			t.querySelectorAll("tbody td").forEach(function (c) {
				if (c.textContent.trim() && c.colSpan === 1 && getComputedStyle(c, "::before").content.indexOf(": ") < 0) { out.push(t.caption.textContent + ": no label: " + c.textContent.trim().slice(0, 30)); }
			});
		});
		return out;
	})()`)
	if len(wide) > 0 {
		b.t.Errorf("%s: tables that do not fit a phone: %s", where, strings.Join(wide, "; "))
	}
}
