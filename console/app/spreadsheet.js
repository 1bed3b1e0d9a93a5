// Rows that are copied from a spreadsheet arrive as lines with tabs; a cell with a line break stands in quotes.

// What a column may be called, at the head of the rows.
const COLUMNS = { name: ["name", "product", "product name", "title"], description: ["description", "details", "about"] };

/** Products of {name, description}; null where it is no more than one plain text. */
export function rowsOf(text) {
  const rows = cells(text.replace(/\r\n?/g, "\n").trim()).filter((row) => row.some(Boolean));
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null;
  const head = rows[0].map((cell) => cell.toLowerCase());
  const found = Object.fromEntries(Object.entries(COLUMNS).map(([field, names]) => [field, head.findIndex((cell) => names.includes(cell))]));
  const [columns, body] = found.name >= 0 ? [found, rows.slice(1)] : [{ name: 0, description: 1 }, rows];
  return body.map((row) => {
    const described = row[columns.description];
    return { name: row[columns.name] ?? "", ...(described ? { description: described } : {}) };
  });
}

function cells(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    const row = rows.at(-1);
    const last = row.length - 1;
    if (letter === '"' && quoted && text[at + 1] === '"') {
      row[last] += '"';
      at += 1;
    } else if (letter === '"' && (quoted || row[last] === "")) quoted = !quoted;
    else if (letter === "\t" && !quoted) row.push("");
    else if (letter === "\n" && !quoted) rows.push([""]);
    else row[last] += letter;
  }
  return rows.map((row) => row.map((cell) => cell.trim()));
}
