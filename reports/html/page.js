"use strict";
(function () {
  var form = document.getElementById("filters");
  var all = document.querySelectorAll("details");
  window.addEventListener("beforeprint", function () { all.forEach(function (d) { d.dataset.was = d.open ? "1" : ""; d.open = d.open || !d.classList.contains("keep"); }); });
  window.addEventListener("afterprint", function () { all.forEach(function (d) { d.open = d.dataset.was === "1"; }); });
  document.querySelectorAll(".print-sheet").forEach(function (b) {
    b.parentNode.hidden = false;
    b.addEventListener("click", function () {
      var sheet = b.closest("details");
      document.body.classList.add("sheet-only");
      sheet.classList.add("chosen");
      window.addEventListener("afterprint", function () { document.body.classList.remove("sheet-only"); sheet.classList.remove("chosen"); }, { once: true });
      window.print();
    });
  });
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  if (!form) { return; }
  form.hidden = false;
  var cards = Array.prototype.slice.call(document.querySelectorAll("#findings .card"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("#findings .group"));
  var field = function (id) { return document.getElementById(id); };
  var value = function (id) { var f = field(id); return f ? f.value : ""; };
  var texts = new Map();
  function text(card) {
    var s = texts.get(card);
    if (s === undefined) { s = card.textContent.toLocaleLowerCase(); texts.set(card, s); }
    return s;
  }
  function filter() {
    var words = value("q").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var keys = ["rule", "unit", "customer", "kind", "status"].map(function (k) { return [k, value(k)]; });
    var shown = 0;
    cards.forEach(function (card) {
      var ok = keys.every(function (k) { return !k[1] || card.dataset[k[0]] === k[1]; }) &&
        words.every(function (w) { return text(card).indexOf(w) >= 0; });
      card.hidden = !ok;
      if (ok) { shown++; }
    });
    groups.forEach(function (g) { g.hidden = !g.querySelector(".card:not([hidden])"); });
    field("shown").textContent = shown;
    field("nothing").hidden = shown > 0;
  }
  function sort() {
    var by = value("sort");
    groups.forEach(function (g) {
      var list = g.querySelector(".list");
      Array.prototype.slice.call(list.children).sort(function (a, b) {
        var x = a.dataset, y = b.dataset, d = 0;
        if (by === "score" || by === "amount") { d = Number(y[by]) - Number(x[by]); }
        if (by === "name") { d = x.name.localeCompare(y.name, document.documentElement.lang); }
        return d || Number(x.rank) - Number(y.rank);
      }).forEach(function (c) { list.appendChild(c); });
    });
  }
  var timer = 0;
  form.addEventListener("input", function (e) {
    if (e.target.id === "sort") { sort(); return; }
    clearTimeout(timer);
    timer = setTimeout(filter, e.target.id === "q" ? 150 : 0);
  });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { sort(); filter(); }, 0); });
  var expand = field("expand");
  expand.addEventListener("click", function () {
    var open = expand.dataset.state !== "open";
    expand.dataset.state = open ? "open" : "";
    expand.textContent = open ? expand.dataset.close : expand.dataset.open;
    cards.forEach(function (c) { if (!c.hidden) { c.open = open; } });
  });
  field("print").addEventListener("click", function () { window.print(); });
})();
