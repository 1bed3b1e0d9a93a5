// Files that are dropped: each place takes what it can use, the place around it gets the rest, and what nobody takes is told.

const PICTURE = /\.(png|jpe?g|webp|gif|tiff?|bmp|avif|heic)$/i;
const BRIEF = /\.(json|ya?ml|csv)$/i;

export const PICTURES = ".png,.jpg,.jpeg,.webp,.gif,.tif,.tiff,.bmp,.avif,.heic";
export const BRIEFS = ".json,.yaml,.yml,.csv";
export const isPicture = (file) => PICTURE.test(file.name);
export const isBrief = (file) => BRIEF.test(file.name);

const left = new WeakMap(); // a drop -> what no place has taken yet, as {file, isFolder}

/** `taken(files)` gets those dropped on `place` that it `accepts`, at most so many of them. */
export function droppable(place, taken, accepts, most = Infinity) {
  place.addEventListener("dragover", (event) => {
    // One place at a time shows that it would take it: the innermost.
    const here = hasFiles(event) && !event.defaultPrevented;
    place.classList.toggle("over-it", here);
    if (here) event.preventDefault();
  });
  place.addEventListener("dragleave", () => place.classList.remove("over-it"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over-it");
    const mine = remaining(event)
      .filter(({ file, isFolder }) => !isFolder && accepts(file))
      .slice(0, most);
    left.set(event, remaining(event).filter((each) => !mine.includes(each)));
    if (mine.length) taken(mine.map(({ file }) => file));
  });
}

/** Why what is left of a drop was not taken, in words; "" where all of it was. */
export function untaken(event) {
  return remaining(event).map(reason).join(" ");
}

function reason({ file, isFolder }) {
  if (isFolder) return `“${file.name}” is a folder: open it, and drop the files in it.`;
  if (isPicture(file)) return `${file.name} is a picture: drop it on a product, or on the place of the logo.`;
  if (isBrief(file)) return `${file.name} is one brief more: one is opened at a time.`;
  return `${file.name} is neither a picture (PNG, JPEG, WebP, GIF, TIFF, BMP, AVIF, HEIC) nor a brief (JSON, YAML, CSV).`;
}

function remaining(event) {
  if (!left.has(event)) left.set(event, hasFiles(event) ? [...event.dataTransfer.items].filter((item) => item.kind === "file").map(opened) : []);
  return left.get(event);
}

function opened(item) {
  return { file: item.getAsFile(), isFolder: item.webkitGetAsEntry()?.isDirectory ?? false };
}

function hasFiles(event) {
  return event.dataTransfer.types.includes("Files");
}

// The browser would leave the page, and what is typed on it, for a file that no place takes.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => hasFiles(event) && event.preventDefault());
