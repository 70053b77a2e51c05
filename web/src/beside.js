// The worker, asked as a function is called.
let worker = null;
let asked = 0;
const waiting = new Map();

/** Return what the worker makes of `given` by `act`, with the buffers of `moved` given away; rejects where it fails. */
export function beside(act, given, moved = []) {
  worker ??= start();
  return new Promise((resolve, reject) => {
    waiting.set(++asked, { resolve, reject });
    worker.postMessage({ id: asked, act, given }, moved);
  });
}

function start() {
  const path = "/assets/worker.js";
  const policy = self.trustedTypes?.createPolicy("gridbot", { createScriptURL: () => path });
  const started = new Worker(policy ? policy.createScriptURL(path) : path);
  started.onmessage = ({ data: { id, done, failed } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) resolve(done);
    else reject(new Error(failed));
  };
  started.onerror = () => {
    for (const { reject } of waiting.values()) reject(new Error("the worker did not start"));
    waiting.clear();
  };
  return started;
}
