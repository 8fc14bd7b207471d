
(function () {
  // What is said of a closed customer is kept packed and drawn when it is opened, once.
  var many = document.querySelectorAll("details[data-fold]"), each = 25, chunks = {};
  if (!many.length || !adal.unpacks) { return; }
  function fill(d) {
    if (!("fold" in d.dataset)) { return; }
    var n = Number(d.dataset.fold) - 1, chunk = Math.floor(n / each);
    delete d.dataset.fold;
    chunks[chunk] = chunks[chunk] || adal.unpack(document.querySelector('.folds[data-chunk="' + chunk + '"]')).then(function (t) { return t.split("<next>"); });
    chunks[chunk].then(function (bodies) {
      d.querySelector(".inner").innerHTML = bodies[n % each];
      document.dispatchEvent(new Event("drawn"));
    });
  }
  many.forEach(function (d) { d.addEventListener("toggle", function () { if (d.open) { fill(d); } }); });
})();
