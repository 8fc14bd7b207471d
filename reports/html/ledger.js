
(function () {
  var store = document.getElementById("ledger"), dialog = document.getElementById("contracts-of");
  if (!store || !dialog || !dialog.showModal || typeof BigInt !== "function") { return; }
  var packed = store.type === "text/plain";
  if (packed && !adal.unpacks) { return; }
  var step = 200, zero = BigInt(0), book = null, list = [], shown = 0, stated = false;
  var field = function (id) { return document.getElementById("contracts-" + id); };
  // Numbers become buttons here, so that without a script they are plain text.
  function arm() {
    document.querySelectorAll("data.opens").forEach(armed);
  }
  function armed(d) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "opens";
    b.value = d.value;
    b.dataset.as = d.dataset.as;
    b.textContent = d.textContent;
    d.replaceWith(b);
  }
  arm();
  document.addEventListener("drawn", arm);
  document.querySelectorAll(".needs-script").forEach(function (e) { e.hidden = false; });
  function fill(form, parts) { return form.replace(/\{(\w+)\}/g, function (all, name) { return name in parts ? parts[name] : all; }); }
  function count(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, book.say.thousands); }
  function figure(n) {
    var sign = n < zero ? "−" : "", s = String(n < zero ? -n : n).padStart(3, "0");
    return sign + count(s.slice(0, -2)) + book.say.point + s.slice(-2);
  }
  function money(n) { return fill(book.say.money, {n: figure(n)}); }
  function ratio(part, whole, decimals) {
    return whole > 0 ? (Number(part) / Number(whole)).toFixed(decimals).replace(".", book.say.point) : "—";
  }
  function percent(part, whole) { return fill(book.say.percent, {n: ratio(BigInt(part) * BigInt(100), whole, 2)}); }
  function day(days) {
    if (days === null) { return ""; }
    var iso = new Date(days * 864e5).toISOString().slice(0, 10);
    return document.documentElement.lang === "en" ? iso : iso.split("-").reverse().join(".");
  }
  // amount is null where nothing is stated.
  function amount(i, asStated) { return asStated && i in book.rows.stated ? book.rows.stated[i] : book.rows.value[i]; }
  function size(i, asStated) { return BigInt(amount(i, asStated) || 0); }
  // select lists the contracts a number is made of, by their places in the ledger.
  function select(q) {
    if (q.i) { return q.i.slice(); }
    var r = book.rows, out = [], set = function (l) { return l && new Set(l); };
    var members = q.g && set(book.groups[q.g - 1]), but = set(q.x), classes = set(q.m);
    var state = q["in"] || "";
    for (var i = 0; i < r.state.length; i++) {
      var s = r.state[i] ? book.states[r.state[i] - 1] : "";
      if (s !== state && !(state === "other_year" && s === "before")) { continue; }
      if (q.c && r.customer[i] !== q.c || q.s && r.supplier[i] !== q.s || members && !members.has(r.supplier[i]) || but && but.has(r.supplier[i])) { continue; }
      var kind = r.subject[i] ? book.subjects[r.subject[i] - 1][0] : "", method = r.method[i] ? book.methods[r.method[i] - 1][0] : "";
      if (q.j && kind !== q.j || classes && !classes.has(method) || q.u && r.method[i] !== q.u || q.r && r.ground[i] !== q.r) { continue; }
      if (q.l && (!r.ground[i] || book.grounds[r.ground[i] - 1][1] !== q.l) || q.b && !r.lots[i]) { continue; }
      if (q.k === "unit" ? String(r.unit[i]) !== q.v : q.k === "subject_kind" ? kind !== q.v : q.k === "method_class" ? method !== q.v :
        q.k && (!r.category[i] || book.categories[r.category[i] - 1].slice(0, q.v.length) !== q.v)) { continue; }
      out.push(i);
    }
    return out;
  }
  function sum(rows, asStated) { return rows.reduce(function (n, i) { return n + size(i, asStated); }, zero); }
  function element(parent, name, text, className) {
    var e = document.createElement(name);
    if (text !== undefined) { e.textContent = text; }
    if (className) { e.className = className; }
    parent.appendChild(e);
    return e;
  }
  function facts(q, as) {
    var dl = field("facts"), say = book.say, total = sum(list, stated);
    dl.textContent = "";
    function add(key, label, value) {
      var div = element(dl, "div", undefined, key === as ? "clicked" : "");
      element(div, "dt", label);
      element(div, "dd", value);
    }
    var suppliers = new Set(list.map(function (i) { return book.rows.supplier[i]; })).size;
    add("contracts", say.contracts, count(list.length));
    add("suppliers", say.suppliers, count(suppliers));
    add(as === "short" ? as : "amount", say.amount, money(total));
    // A share of lists that were cut would be a wrong one.
    function entire(q, rows) { return book.kept === book.all || q.n === rows.length; }
    var of = q.of && book.numbers[q.of - 1], whole = of && select(of);
    if (!entire(q, list) || whole && !entire(of, whole)) { return; }
    if (whole && as === "count_share") {
      add(as, say.count_share, fill(say.part, {share: percent(list.length, whole.length), whole: count(whole.length)}));
    } else if (whole) {
      add("share", say.share, fill(say.part, {share: percent(total, sum(whole, false)), whole: money(sum(whole, false))}));
    }
    if (as === "per_100") { add(as, say.per_100, ratio(100 * suppliers, list.length, 2)); }
    if (as === "bids" || as === "single") {
      var lots = [0, 0, 0];
      new Set(list.map(function (i) { return book.rows.lots[i]; })).forEach(function (n) { if (n) { book.lots[n - 1].forEach(function (v, k) { lots[k] += v; }); } });
      if (as === "bids") { add(as, say.bids, ratio(lots[1], lots[0], 2) + " = " + count(lots[1]) + " / " + count(lots[0])); }
      if (as === "single") { add(as, say.single, percent(lots[2], lots[0]) + " = " + count(lots[2]) + " / " + count(lots[0])); }
    }
  }
  function line(body, i, customers) {
    var r = book.rows, tr = element(body, "tr"), of = function (name, n) { return n ? book[name][n - 1] : ["", ""]; };
    function cell(text, more, className) {
      var td = element(tr, "td", text, className);
      if (more) {
        element(td, "br");
        element(td, "span", more, "dim");
      }
      return td;
    }
    var supplier = of("suppliers", r.supplier[i]), subject = of("subjects", r.subject[i])[1], category = r.category[i] ? book.categories[r.category[i] - 1] : "";
    cell(r.number[i], r.id[i]);
    cell(day(r.signed[i]));
    var named = cell(supplier[0], [supplier[1], customers ? book.customers[r.customer[i] - 1] : ""].filter(Boolean).join(" · "));
    var mark = book.marks && book.marks[r.supplier[i]];
    if (mark) {
      element(named, "br");
      element(named, "span", mark[0], "tag rnu " + mark[1]);
    }
    cell(subject, category);
    cell(of("methods", r.method[i])[1], of("grounds", r.ground[i])[0]);
    cell(amount(i, stated) === null ? "—" : figure(size(i, stated)), stated && r.currency[i], "num");
    cell(book.files[r.file[i] - 1] + ", " + book.say.row + "\u00a0" + r.row[i], "", "src");
  }
  function more(q) {
    var body = field("rows"), to = Math.min(shown + step, list.length);
    for (; shown < to; shown++) { line(body, list[shown], !q.c); }
    field("shown").textContent = fill(book.say.shown, {shown: count(shown), all: count(list.length)});
    field("more").hidden = shown === list.length;
  }
  var asked = null;
  function open(button) {
    if (!book && packed) {
      adal.unpack(store).then(function (t) { book = book || JSON.parse(t); open(button); });
      return;
    }
    if (!book) { book = JSON.parse(store.textContent); }
    var q = asked = book.numbers[Number(button.value) - 1];
    // Contracts left out count with nothing: what their rows state is shown.
    stated = Boolean(q["in"]) && q["in"] !== "before";
    list = select(q);
    var sizes = new Map(list.map(function (i) { return [i, size(i, stated)]; }));
    list.sort(function (a, b) { var d = sizes.get(b) - sizes.get(a); return d > zero ? 1 : d < zero ? -1 : a - b; });
    field("title").textContent = q.t.map(function (n) { return book.texts[n - 1]; }).join(" · ");
    facts(q, button.dataset.as);
    var note = "", cut = {shown: count(book.kept), all: count(book.all)};
    if (q.n > list.length) { note = fill(book.say.short, {shown: count(list.length), all: count(q.n)}); }
    else if (!q.n && book.kept < book.all) { note = fill(book.say.cut, cut); }
    field("note").textContent = note;
    field("note").hidden = !note;
    field("rows").textContent = "";
    shown = 0;
    more(q);
    dialog.showModal();
    field("table").scrollTop = 0;
  }
  document.addEventListener("click", function (e) {
    var b = e.target.closest && e.target.closest("button.opens");
    if (b) { open(b); }
  });
  field("more").addEventListener("click", function () { more(asked); });
  field("close").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (e) { if (e.target === dialog) { dialog.close(); } });
})();
