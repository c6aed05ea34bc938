"use strict";

/** Colours Java source, a line at a time; comments that span lines are carried on. */
const JavaSource = (() => {
  const KEYWORDS = new Set(
    ("abstract assert boolean break byte case catch char class const continue default do double else enum extends final"
      + " finally float for if implements import instanceof int interface long native new null package private protected"
      + " public record return sealed short static super switch synchronized this throw throws true false try var void"
      + " volatile while yield").split(" "));
  const TOKEN = /\/\*.*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|@\w+|\b[A-Za-z_]\w*\b|\b\d[\w.]*\b/g;

  function kindOf(token) {
    if (token.startsWith("/")) return "comment";
    if (token.startsWith('"') || token.startsWith("'")) return "string";
    if (token.startsWith("@")) return "annotation";
    if (token === "await") return "await";
    if (KEYWORDS.has(token)) return "keyword";
    return /^\d/.test(token) ? "number" : "";
  }

  function span(text, kind) {
    const element = document.createElement("span");
    element.className = "java-" + kind;
    element.textContent = text;
    return element;
  }

  /** Fills `target` with a line; returns whether a comment goes on after it. */
  function appendLine(target, line, insideComment) {
    let at = 0;
    if (insideComment) {
      const end = line.indexOf("*/");
      at = end < 0 ? line.length : end + 2;
      target.append(span(line.slice(0, at), "comment"));
    }
    TOKEN.lastIndex = at;
    let open = insideComment && at === line.length && !line.endsWith("*/");
    for (let match = TOKEN.exec(line); match; match = TOKEN.exec(line)) {
      const token = match[0];
      const kind = kindOf(token);
      target.append(line.slice(at, match.index), kind ? span(token, kind) : token);
      at = match.index + token.length;
      open = token.startsWith("/*") && !token.endsWith("*/");
    }
    target.append(line.slice(at));
    return open;
  }

  return { appendLine };
})();
