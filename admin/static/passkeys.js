// The one script of the panel: hands a passkey's options to the browser and its answer back to the form.
// Everything else in the panel works without JavaScript.
"use strict";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function prepare(options) {
  const known = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));
  const ready = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = known(options.allowCredentials);
  return ready;
}

function answer(credential) {
  const said = credential.response;
  const response = { clientDataJSON: toText(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = toText(said[part]);
  }
  if (said.getTransports) response.transports = said.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    extensions: JSON.stringify(credential.getClientExtensionResults()),
  });
}

async function run(form) {
  try {
    const publicKey = prepare(JSON.parse(form.dataset.options));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = answer(credential);
    form.submit();
  } catch {
    document.querySelector("[data-passkey-failed]").hidden = false;
  }
}

document.querySelectorAll("form[data-passkey]").forEach(run);
