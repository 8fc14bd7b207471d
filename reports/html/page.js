"use strict";
var adal = {};
(function () {
  var body = document.body;
  function details() { return Array.prototype.slice.call(document.querySelectorAll("details")); }
  // The short form is what prints unless the whole report is asked for; details then stay as they are.
  var brief = document.querySelector("main.brief");
  window.addEventListener("beforeprint", function () {
    if (brief && !body.classList.contains("print-full")) { return; }
    details().forEach(function (d) { d.dataset.was = d.open ? "1" : ""; d.open = d.open || !d.classList.contains("keep"); });
  });
  window.addEventListener("afterprint", function () {
    details().forEach(function (d) { if ("was" in d.dataset) { d.open = d.dataset.was === "1"; delete d.dataset.was; } });
    body.classList.remove("print-full");
  });
  document.querySelectorAll(".print-sheet").forEach(function (b) {
    b.parentNode.hidden = false;
    b.addEventListener("click", function () {
      var sheet = b.closest("details");
      body.classList.add("sheet-only");
      sheet.classList.add("chosen");
      window.addEventListener("afterprint", function () { body.classList.remove("sheet-only"); sheet.classList.remove("chosen"); }, { once: true });
      window.print();
    });
  });
  // show opens what a link names; it reports whether that stands in the page.
  adal.show = function (id) {
    var target = id && document.getElementById(id);
    if (!target || target.hidden) { return false; }
    for (var d = target; d; d = d.parentElement) { if (d.tagName === "DETAILS") { d.open = true; } }
    target.scrollIntoView();
    return true;
  };
  adal.hash = function () {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (e) { return ""; }
  };
  adal.unpacks = typeof DecompressionStream === "function";
  // unpack gives the text of an element of packed data.
  adal.unpack = function (element) {
    var coded = atob(element.textContent), bytes = new Uint8Array(coded.length);
    for (var i = 0; i < coded.length; i++) { bytes[i] = coded.charCodeAt(i); }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  // save gives somebody a file; nothing leaves the machine.
  adal.save = function (name, text) {
    var a = document.createElement("a"), url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    a.href = url;
    a.download = name;
    document.body.appendChild(a);
    a.click();
    a.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  };
  // say shows for a while that a button did its work.
  adal.say = function (button, text) {
    var was = button.dataset.said || button.textContent;
    button.dataset.said = was;
    button.textContent = text;
    setTimeout(function () { button.textContent = was; }, 2500);
  };
  window.addEventListener("hashchange", function () { adal.show(adal.hash()); });
  adal.show(adal.hash());
})();
