/* The search of the catalogue: over what the files of data said, without a server and without a network. */
"use strict";
var libdesk = (function () {
  var names = [], authors = [], rest = [], table = [];
  var keys = "", starts = [], authorAt = [], classAt = [];        // one text to look through, and where its parts begin
  var sounds = "", soundStarts = [], soundAuthor = [];             // the characters that have a reading, title by title
  var syllables = {}, masks = new Int32Array(65536);
  var DOTS = /[·・•‧∙⋅･.\s]+/g, MOST = 40;

  function readings(said) {
    Object.keys(said).forEach(function (syllable) {
      Array.from(said[syllable]).forEach(function (char) {
        var place = stand(char);
        (syllables[place] = syllables[place] || []).push(syllable);
        masks[place] |= 1 << (syllable.charCodeAt(0) - 97);
      });
    });
  }

  // A character beyond the first 65,536 is stood for by one that no text uses.
  var stands = {}, free = 0xe000;
  function stand(char) {
    if (char.length === 1) { return char.charCodeAt(0); }
    if (!stands[char] && free < 0xf8ff) { stands[char] = free++; }
    return stands[char] || 0;
  }

  function sound(text) {
    var found = "";
    for (var char of text) {
      var place = stand(char);
      if (place && masks[place]) { found += String.fromCharCode(place); }
    }
    return found;
  }

  function titles(first, fresh, text) {
    table.push.apply(table, fresh);
    var keyParts = [], soundParts = [], at = keys.length, soundsAt = sounds.length;
    text.split("\n").forEach(function (line, place) {
      var cells = line.split("\t"), number = first + place;
      var key = cells[9] || cells[0].toLowerCase(), author = cells[10] || (cells[1] || "").toLowerCase();
      var classNo = (cells[2] || "").toLowerCase();
      names[number] = cells[0];
      authors[number] = cells[1] || "";
      rest[number] = cells;
      starts[number] = at;
      authorAt[number] = at + key.length + 1;
      classAt[number] = authorAt[number] + author.length + 1;
      var whole = key + "\u0001" + author + "\u0002" + classNo + "\n";
      keyParts.push(whole);
      at += whole.length;
      var titleSound = sound(cells[0]), heard = titleSound + "\u0001" + sound(cells[1] || "") + "\n";
      soundStarts[number] = soundsAt;
      soundAuthor[number] = soundsAt + titleSound.length + 1;
      soundParts.push(heard);
      soundsAt += heard.length;
    });
    keys += keyParts.join("");
    sounds += soundParts.join("");
    remembered = {};
    if (window.libdeskPage) { window.libdeskPage.more(names.length); }
  }

  function fold(text) {
    var folded = text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss");
    if (/[\u00c0-\u024f\u0300-\u036f\u1e00-\u1fff]/.test(folded)) {
      folded = folded.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    }
    return folded.replace(DOTS, "");
  }

  /* Whether the characters from `i` on are read as `typed` from `j` on: each by its whole syllable or by its initial,
     the last one by as much of it as is typed. */
  function read(i, typed, j) {
    var known = syllables[sounds.charCodeAt(i)];
    if (!known) { return false; }
    for (var n = 0; n < known.length; n++) {
      var syllable = known[n], k = 0;
      while (k < syllable.length && j + k < typed.length && syllable[k] === typed[j + k]) { k++; }
      if (!k) { continue; }
      if (j + k === typed.length) { return true; }
      if (k === syllable.length && read(i + 1, typed, j + k)) { return true; }
      if (read(i + 1, typed, j + 1)) { return true; }
    }
    return false;
  }

  var remembered = {};

  /* How well each title answers one word: 6 its name begins so, 5 holds it, 4 is read so from its beginning,
     3 author or class begin so, 2 is read so further on, 1 the author holds it, 0 not at all. */
  function marks(word, letters) {
    var known = remembered[word + "\n" + letters];
    if (known) { return known; }
    var found = new Uint8Array(names.length), count = names.length, at = -1, number = 0, mark;
    while (word && (at = keys.indexOf(word, at + 1)) >= 0) {
      while (number + 1 < count && starts[number + 1] <= at) { number++; }
      mark = at === starts[number] ? 6 : at < authorAt[number] ? 5 : at === authorAt[number] ? 3
        : at < classAt[number] ? 1 : at === classAt[number] ? 3 : 0;
      if (mark > found[number]) { found[number] = mark; }
      if (mark >= 5 && number + 1 < count) { at = starts[number + 1] - 1; }
      else if (mark >= 5) { break; }
    }
    if (letters) {
      var bit = 1 << (letters.charCodeAt(0) - 97);
      for (number = 0; number < count; number++) {
        if (found[number] >= 4) { continue; }
        var end = number + 1 < count ? soundStarts[number + 1] : sounds.length;
        for (at = soundStarts[number]; at < end; at++) {
          if ((masks[sounds.charCodeAt(at)] & bit) && read(at, letters, 0)) {
            mark = at === soundStarts[number] ? 4 : at === soundAuthor[number] ? 3 : 2;
            if (mark > found[number]) { found[number] = mark; }
            if (mark > 2 || found[number] > 2) { break; }
          }
        }
      }
    }
    if (Object.keys(remembered).length > 30) { remembered = {}; }
    remembered[word + "\n" + letters] = found;
    return found;
  }

  /* The numbers of the titles that hold every word, the best first, at one mark as the catalogue stands. */
  function search(query, classNo, onlyHere) {
    var words = query.split(/\s+/).map(function (typed) {
      var letters = typed.toLowerCase().normalize("NFKC").replace(/[üǖǘǚǜ]/g, "v").replace(/['’]/g, "");
      return [fold(typed), /^[a-z]{1,24}$/.test(letters) ? letters : ""];
    }).filter(function (pair) { return pair[0] || pair[1]; }).slice(0, 8);
    if (!words.length && !classNo && !onlyHere) { return null; }
    var all = words.map(function (pair) { return marks(pair[0], pair[1]); });
    var buckets = [], found = [], prefix = classNo.toLowerCase();
    for (var number = 0; number < names.length; number++) {
      var least = 7;
      for (var n = 0; n < all.length && least; n++) { least = Math.min(least, all[n][number]); }
      if (!least || (onlyHere && rest[number][7] === "0")) { continue; }
      if (prefix && keys.substr(classAt[number], prefix.length) !== prefix) { continue; }
      (buckets[least] = buckets[least] || []).push(number);
    }
    for (var mark = 7; mark > 0; mark--) { if (buckets[mark]) { found = found.concat(buckets[mark]); } }
    return found;
  }

  function book(number) {
    var cells = rest[number], classNo = cells[2] || "", callNo = cells[3] || "";
    function word(place) { return cells[place] ? table[parseInt(cells[place], 36)] : ""; }
    return {
      name: names[number], author: authors[number], publisher: word(4), year: word(5), place: word(6),
      callNo: callNo[0] === "~" ? classNo + callNo.slice(1) : callNo,
      here: parseInt(cells[7] || "0", 36), copies: parseInt(cells[8] || "0", 36)
    };
  }

  return { readings: readings, titles: titles, search: search, book: book, fold: fold, MOST: MOST };
}());

/* The page of the catalogue: what is typed, what is found. */
(function () {
  var page = document.getElementById("catalogue");
  if (!page) { return; }
  var field = document.getElementById("q"), classes = document.getElementById("class"),
    here = document.getElementById("here"), count = document.getElementById("count"),
    list = document.getElementById("found"), more = document.getElementById("more"), say = page.dataset;
  var shown = 0, found = null, there = 0, total = Number(say.total);

  function part(name, text, kind) {
    var made = document.createElement(name);
    made.textContent = text;
    if (kind) { made.className = kind; }
    return made;
  }

  function entry(number) {
    var book = libdesk.book(number), made = document.createElement("li"), state = book.here ? say.here : say.out;
    made.append(part("h3", book.name));
    var about = [book.author, book.publisher, book.year].filter(Boolean).join(" · ");
    if (about) { made.append(part("p", about, "about")); }
    var where = document.createElement("p");
    where.className = "where";
    if (book.callNo) { where.append(part("span", book.callNo, "call")); }
    if (book.place) { where.append(part("span", book.place)); }
    where.append(part("span", state.replace("{n}", book.here).replace("{all}", book.copies),
      book.here ? "state here" : "state out"));
    made.append(where);
    return made;
  }

  function show() {
    var next = found.slice(shown, shown + libdesk.MOST), lines = document.createDocumentFragment();
    next.forEach(function (number) { lines.append(entry(number)); });
    list.append(lines);
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  function look() {
    var began = performance.now();
    found = libdesk.search(field.value, classes.value, here.checked);
    list.textContent = "";
    shown = 0;
    var loading = there < total ? say.loading.replace("{n}", there).replace("{all}", total) : "";
    if (found === null) {
      found = [];
      count.textContent = loading || say.hint;
      more.hidden = true;
    } else {
      count.textContent = [found.length ? say.found.replace("{n}", found.length) : say.none, loading].join(" ").trim();
      show();
    }
    count.dataset.ms = (performance.now() - began).toFixed(1);
  }

  function remember() {
    var said = new URLSearchParams();
    if (field.value) { said.set("q", field.value); }
    if (classes.value) { said.set("c", classes.value); }
    if (here.checked) { said.set("s", "1"); }
    try { history.replaceState(null, "", "#" + said.toString()); } catch (refused) { /* the address stays as it was */ }
  }

  function asked() {
    var said = new URLSearchParams(location.hash.slice(1) || location.search);
    field.value = said.get("q") || "";
    classes.value = said.get("c") || "";
    if (classes.selectedIndex < 0) { classes.value = ""; }
    here.checked = said.get("s") === "1";
  }

  window.libdeskPage = { more: function (now) { there = now; look(); } };
  field.addEventListener("input", function () { look(); remember(); });
  classes.addEventListener("change", function () { look(); remember(); });
  here.addEventListener("change", function () { look(); remember(); });
  more.addEventListener("click", function () {
    var before = list.children.length;
    show();
    var first = list.children[before];
    if (first) { first.tabIndex = -1; first.focus(); }
  });
  document.getElementById("search").addEventListener("submit", function (event) { event.preventDefault(); look(); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== field) { event.preventDefault(); field.focus(); }
    if (event.key === "Escape" && document.activeElement === field && field.value) {
      field.value = "";
      look();
      remember();
    }
  });
  window.addEventListener("hashchange", function () { asked(); look(); });

  function load(files) {
    if (!files.length) { page.dataset.ready = "1"; return; }
    var script = document.createElement("script");
    script.src = files[0];
    script.onload = function () { load(files.slice(1)); };
    script.onerror = function () { count.textContent = say.missing.replace("{file}", files[0]); };
    document.body.append(script);
  }

  asked();
  count.textContent = say.loading.replace("{n}", 0).replace("{all}", total);
  load(say.files.split(" ").filter(Boolean));
}());
