// The poster's code: the name of a department, behind #, so that it never reaches a server.

/** Return the department that the poster's code in the address names, or "" for none; it is taken out of the address. */
export function departmentOfPoster(limit) {
  const coded = location.hash.match(/^#d-([\w-]{1,800})$/)?.[1];
  history.replaceState(null, "", location.pathname);
  if (!coded) return "";
  try {
    const bytes = Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).slice(0, limit);
  } catch {
    return "";
  }
}
