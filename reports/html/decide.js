
(function () {
  var form = document.getElementById("decide"), bar = document.getElementById("decisions");
  if (!form || !bar || !form.content) { return; }
  var columns = ["finding_id", "status", "reason", "by", "on", "expires"], key = "adal.decisions", all = {};
  function keep() {
    try { localStorage.setItem(key, JSON.stringify(all)); } catch (e) { /* then they live as long as the page */ }
  }
  function recall() {
    try { all = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { /* as above */ }
  }
  function known(id) { return adal.known ? adal.known("f-" + id) || document.getElementById("f-" + id) : document.getElementById("f-" + id); }
  // mine are the decisions about findings of this page: other reports keep theirs in the same store.
  function mine() { return Object.keys(all).filter(function (id) { return all[id].status && known(id); }).sort(); }
  // cell writes a text for a table: never a formula, in quotes where it has to be.
  function cell(s) {
    s = String(s || "").replace(/\s*[\r\n]+\s*/g, " ").trim();
    if (/^[\s\p{Cc}\p{Cf}\p{Z}\p{Variation_Selector}\u034f\u115f\u1160\u3164\uffa0\ufffc]*[=+\-@|＝＋－＠｜﹢﹦﹣﹫]/u.test(s)) { s = "'" + s; }
    return /[",]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
  }
  function table() {
    return [columns.join(",")].concat(mine().map(function (id) {
      return columns.map(function (c) { return cell(c === "finding_id" ? id : all[id][c]); }).join(",");
    })).join("\n") + "\n";
  }
  function today() {
    var d = new Date();
    return new Date(d.getTime() - d.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  function mark(card) {
    var d = all[card.id.slice(2)], line = card.querySelector(".rline"), tag = line && line.querySelector(".marked");
    if (!line) { return; }
    if (tag) { tag.remove(); }
    if (!d || !d.status) { return; }
    tag = document.createElement("span");
    tag.className = "tag marked";
    tag.textContent = bar.dataset.marked + ": " + form.content.querySelector('option[value="' + d.status + '"]').textContent;
    line.appendChild(tag);
  }
  function count() {
    var n = mine().length;
    bar.hidden = !n;
    document.getElementById("decisions-count").textContent = n;
  }
  function put(card) {
    if (card.querySelector("form.decide")) { return; }
    var id = card.id.slice(2), f = form.content.cloneNode(true).firstElementChild, d = all[id] || {};
    columns.slice(1).forEach(function (c) { f.elements[c].value = d[c] || ""; });
    f.addEventListener("submit", function (e) { e.preventDefault(); });
    f.addEventListener("input", function (e) {
      if (e.target.name === "status" && e.target.value) {
        f.elements.on.value = f.elements.on.value || today();
        f.elements.by.value = f.elements.by.value || all.by || "";
      }
      all[id] = {};
      columns.slice(1).forEach(function (c) { all[id][c] = f.elements[c].value; });
      if (!all[id].status) { delete all[id]; }
      if (f.elements.by.value) { all.by = f.elements.by.value; }
      keep();
      mark(card);
      count();
    });
    card.querySelector(".body").appendChild(f);
  }
  recall();
  document.addEventListener("toggle", function (e) {
    if (e.target.open && e.target.classList.contains("card")) { put(e.target); }
  }, true);
  document.addEventListener("drawn", function () {
    document.querySelectorAll(".card").forEach(mark);
    count();
  });
  document.querySelectorAll(".card").forEach(function (c) { mark(c); if (c.open) { put(c); } });
  count();
  document.getElementById("decisions-save").addEventListener("click", function () { adal.save("dispositions.csv", table()); });
  document.getElementById("decisions-drop").addEventListener("click", function (e) {
    var b = e.target;
    if (b.dataset.sure !== "1") {
      b.dataset.sure = "1";
      adal.say(b, b.dataset.ask);
      setTimeout(function () { b.dataset.sure = ""; }, 2500);
      return;
    }
    mine().forEach(function (id) { delete all[id]; });
    keep();
    document.querySelectorAll("form.decide").forEach(function (f) { f.remove(); });
    document.querySelectorAll(".card").forEach(function (c) { mark(c); if (c.open) { put(c); } });
    count();
  });
  adal.decisions = table;
})();
