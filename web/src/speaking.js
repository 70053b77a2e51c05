// The page's words: both languages at once, so that no request says which one somebody reads.
let all = null;
let language = /^zh\b/i.test(navigator.language) ? "zh" : "en";

/** Fetch the words and put them into the page. */
export async function learnWords(path = "/assets/words.json") {
  all = await (await fetch(path, { cache: "no-store" })).json();
  speak(language);
}

/** Return the sentence `key`, its {gaps} filled. */
export function say(key, given = {}) {
  const sentence = all[language][key] ?? all.zh[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => given[name] ?? gap);
}

/** Return what the page and its server agree on: areas, labels of a tip, limits. */
export function rules() {
  return all.rules;
}

/** Put the other language into the page. */
export function changeLanguage() {
  speak(language === "zh" ? "en" : "zh");
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word, element.dataset);
  document.title = say(document.documentElement.dataset.title);
  document.dispatchEvent(new Event("spoken"));
}
