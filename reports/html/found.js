
(function () {
  var form = document.getElementById("filters"), store = document.getElementById("found");
  if (!form || !store) { return; }
  var keys = ["rule", "unit", "customer", "kind", "status"], step = 50;
  var field = function (id) { return document.getElementById(id); };
  var slice = function (list) { return Array.prototype.slice.call(list); };
  var data, cards = {}, chunks = {}, nth = [], texts = [], place = {}, packed = store.type === "text/plain";
  var groups = slice(document.querySelectorAll("#findings>.group")).map(function (g) {
    var list = g.querySelector(".list");
    slice(list.children).forEach(function (c) { cards[c.id] = c; });
    return { kind: g.dataset.group, box: g, list: list, further: g.querySelector(".further"), limit: list.children.length };
  });
  var first = groups.map(function (g) { return g.limit; });

  // fold writes a text as a search compares it; view.Fold says what that is.
  function fold(s) {
    return s.normalize("NFC").toLowerCase().replace(/\s+/g, " ").replace(/[^\x00-\u044f]/g, function (c) { return data.fold[c] || c; })
      .replace(/(\d)[ ,'](?=\d{3}(?!\d))/g, "$1").replace(/(\d),(?=\d)/g, "$1.").trim();
  }
  function text(i) {
    if (texts[i] === undefined) { texts[i] = packed ? data.texts[i] : fold(cards["f-" + data.id[i]].textContent); }
    return texts[i];
  }
  function value(id) { var f = field(id); return f ? f.value : ""; }
  function has(i, word) {
    return text(i).indexOf(word) >= 0 || packed && (data.rules[data.rule[i]] || "").indexOf(word) >= 0;
  }

  function state() {
    var s = { q: value("q").trim(), sort: value("sort") };
    keys.forEach(function (k) { s[k] = value(k); });
    return s;
  }
  // found lists the places in the queue of what fits, in the order asked for.
  function found(s) {
    var words = fold(s.q).split(" ").filter(Boolean), out = [], asked = keys.filter(function (k) { return s[k]; });
    for (var i = 0; i < data.id.length; i++) {
      var ok = asked.every(function (k) { return data[k][i] === s[k]; }) && words.every(function (w) { return has(i, w); });
      if (ok) { out.push(i); }
    }
    if (s.sort === "score") { out.sort(function (a, b) { return data.score[b] - data.score[a] || a - b; }); }
    if (s.sort === "amount") { out.sort(function (a, b) { return Number(data.amount[b]) - Number(data.amount[a]) || a - b; }); }
    if (s.sort === "name") {
      var compare = new Intl.Collator(document.documentElement.lang).compare;
      out.sort(function (a, b) { return compare(data.name[a], data.name[b]) || a - b; });
    }
    return out;
  }
  // card gives the card of a place, made of its head where it does not stand in the page.
  function card(i) {
    var id = "f-" + data.id[i];
    if (!cards[id]) {
      var t = document.createElement("template");
      t.innerHTML = data.heads[i] + '<div class="body"></div></details>';
      cards[id] = t.content.firstElementChild;
      cards[id].dataset.hollow = i;
    }
    return cards[id];
  }
  // fill gives a card its body, once.
  function fill(c) {
    if (!("hollow" in c.dataset)) { return Promise.resolve(); }
    var i = Number(c.dataset.hollow), n = data.chunk[i];
    delete c.dataset.hollow;
    chunks[n] = chunks[n] || adal.unpack(document.querySelector('.cards[data-chunk="' + n + '"]')).then(function (t) { return t.split("<next>"); });
    return chunks[n].then(function (bodies) {
      c.querySelector(".body").insertAdjacentHTML("afterbegin", bodies[nth[i]]);
      document.dispatchEvent(new Event("drawn"));
    });
  }

  var shown = [], drawing = 0, took = 0;
  function draw() {
    var s = state(), mine = ++drawing, began = performance.now();
    shown = found(s);
    var parts = groups.map(function (g) {
      return shown.filter(function (i) { return data.kind[i] === g.kind || g.kind === "lead" && data.kind[i] !== "violation"; });
    });
    var now = parts.map(function (p, n) { return packed ? p.slice(0, groups[n].limit) : p; });
    return Promise.resolve().then(function () {
      if (mine !== drawing) { return; }
      groups.forEach(function (g, n) {
        g.list.replaceChildren.apply(g.list, now[n].map(card));
        g.box.hidden = !parts[n].length;
        var rest = parts[n].length - now[n].length, b = g.further.firstElementChild;
        g.further.hidden = !rest;
        b.textContent = b.dataset.says + " (" + rest + ")";
        g.further.lastElementChild.textContent = g.further.lastElementChild.dataset.says.replace("{n}", rest);
      });
      field("shown").textContent = shown.length;
      field("asked").textContent = [s.q && "«" + s.q + "»"].concat(keys.map(function (k) {
        return s[k] && field(k).options[field(k).selectedIndex].textContent;
      })).filter(Boolean).map(function (x) { return "; " + x; }).join("");
      field("nothing").hidden = shown.length > 0;
      document.dispatchEvent(new Event("drawn"));
      took = performance.now() - began;
    });
  }
  // The address says what is shown, so that it can be passed on.
  function address(s) {
    var parts = ["findings"].concat(["q"].concat(keys, "sort").filter(function (k) { return s[k] && !(k === "sort" && s[k] === "rank"); })
      .map(function (k) { return k + "=" + encodeURIComponent(s[k]); }));
    return "#" + parts.join("&");
  }
  function changed() {
    groups.forEach(function (g, n) { g.limit = packed ? step : first[n]; });
    try { history.replaceState(null, "", address(state())); } catch (e) { /* the address is a convenience */ }
    return draw();
  }
  function set(s) {
    ["q"].concat(keys, "sort").forEach(function (k) {
      var f = field(k);
      if (!f) { return; }
      f.value = s[k] || (k === "sort" ? "rank" : "");
      if (f.selectedIndex === -1) { f.selectedIndex = 0; }
    });
  }
  // follow does what the address says: a finding, or what is to be shown.
  function follow() {
    var hash = location.hash.slice(1), s = {};
    if (hash.indexOf("findings&") === 0) {
      hash.split("&").slice(1).forEach(function (p) {
        var at = p.indexOf("=");
        try { s[p.slice(0, at)] = decodeURIComponent(p.slice(at + 1)); } catch (e) { /* half an address */ }
      });
      set(s);
      changed().then(function () { field("findings").scrollIntoView(); });
    } else if (hash.indexOf("f-") === 0 && !adal.show(hash) && place[hash] !== undefined) {
      set({ q: hash.slice(2) });
      changed().then(function () { adal.show(hash); });
    }
  }
  function start(d) {
    data = d;
    var held = {};
    data.id.forEach(function (id, i) {
      place["f-" + id] = i;
      if (packed) { nth[i] = held[data.chunk[i]] = (held[data.chunk[i]] || 0) + 1; nth[i]--; }
    });
    document.addEventListener("toggle", function (e) { if (e.target.open && e.target.classList.contains("card")) { fill(e.target); } }, true);
    form.hidden = false;
    field("selects").open = !window.matchMedia || matchMedia("(min-width:721px)").matches;
    if (field("capped")) { field("capped").hidden = true; }
    // Numbers above lead to what they count.
    document.querySelectorAll(".first a[href='#findings']").forEach(function (a) {
      a.addEventListener("click", function (e) {
        e.preventDefault();
        set({ unit: a.dataset.unit, kind: a.dataset.kind, status: a.dataset.status });
        changed().then(function () { field("findings").scrollIntoView(); });
      });
    });
    var timer = 0;
    form.addEventListener("input", function (e) {
      clearTimeout(timer);
      timer = setTimeout(changed, e.target.id === "q" ? 120 : 0);
    });
    form.addEventListener("submit", function (e) { e.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(changed, 0); });
    groups.forEach(function (g) {
      g.further.firstElementChild.addEventListener("click", function () { g.limit += step; draw(); });
    });
    field("csv").addEventListener("click", function () {
      adal.save(data.file, [data.head].concat(shown.map(function (i) { return data.lines[i]; })).join("\n") + "\n");
    });
    field("copy").addEventListener("click", copy);
    field("expand").addEventListener("click", expand);
    field("print").addEventListener("click", function () { window.print(); });
    field("print-full").addEventListener("click", function () {
      document.body.classList.add("print-full");
      Promise.all([].concat.apply([], groups.map(function (g) { return slice(g.list.children).map(fill); }))).then(function () { window.print(); });
    });
    window.addEventListener("hashchange", follow);
    adal.fold = fold;
    adal.known = function (anchor) { return place[anchor] !== undefined; };
    adal.took = function () { return took; };
    draw().then(function () { follow(); performance.mark("ready"); document.documentElement.dataset.ready = "1"; });
  }
  function copy() {
    var b = field("copy"), url = location.href.split("#")[0] + address(state());
    function old() {
      var t = document.createElement("textarea");
      t.value = url;
      document.body.appendChild(t);
      t.select();
      document.execCommand("copy");
      t.remove();
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(url).catch(old); } else { old(); }
    adal.say(b, b.dataset.done);
  }
  function expand() {
    var b = field("expand"), open = b.dataset.state !== "open";
    b.dataset.state = open ? "open" : "";
    b.textContent = open ? b.dataset.close : b.dataset.open;
    groups.forEach(function (g) { slice(g.list.children).forEach(function (c) { c.open = open; }); });
  }
  if (!packed) { start(JSON.parse(store.textContent)); }
  else if (adal.unpacks) { adal.unpack(store).then(function (t) { start(JSON.parse(t)); }); }
})();
