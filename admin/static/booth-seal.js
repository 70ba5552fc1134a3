// Seals a ballot to the key of the booth: what the phone keeps is readable by the server alone.
// ECDH on P-256 with a key of its own for each ballot, HKDF-SHA256, AES-256-GCM; see services/by_hand/envelopes.py.
"use strict";

const BoothSeal = (() => {
  const LENGTH = 512; // every sealed text has one length, so that its size says nothing of the choices
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  const bytesOf = (text) => new TextEncoder().encode(text);
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const toText = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const joined = (...parts) => new Uint8Array(parts.flatMap((part) => Array.from(part)));

  // Nine letters that can be written down, as budgeting/receipts.py makes them: eight by chance, one to check.
  function newReceipt() {
    const digits = Array.from(random(8), (byte) => byte & 31);
    const doubled = (value) => (value << 1) ^ (value & 16 ? 0b100101 : 0);
    digits.push(digits.reduce((total, digit) => doubled(total ^ digit), 0));
    return digits.map((digit) => LETTERS[digit]).join("").replace(/(...)(...)/, "$1-$2-");
  }

  // The ten digits of a voting code, in whatever script they were typed; null where a digit is wrong.
  function readCode(typed) {
    const digits = Array.from(typed.replace(/[\s._\u2010-\u2015\u200e\u200f-]/g, ""), digitOf).join("");
    if (!/^[0-9]{10}$/.test(digits)) return null;
    return Array.from(digits).reduce((row, digit) => Number(DAMM[row][digit]), 0) === 0 ? digits : null;
  }

  function digitOf(letter) {
    const point = letter.codePointAt(0);
    for (const zero of [0x660, 0x6f0, 0x7c0]) if (point >= zero && point < zero + 10) return String(point - zero);
    return { O: "0", o: "0", I: "1", l: "1" }[letter] || letter;
  }

  async function seal(booth, slip) {
    const theirs = toBytes(booth.point);
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
    const key = await crypto.subtle.importKey("raw", theirs, curve, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: key }, own.privateKey, 256);
    const known = joined(bytesOf("palabre booth 1\0"), point, theirs);
    const derive = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: known };
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const secret = await crypto.subtle.deriveKey(derive, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const id = hex(random(16));
    const nonce = random(12);
    const bound = bytesOf(`${booth.cycle} ${id} ${booth.pass}`);
    const clear = bytesOf(JSON.stringify(slip).padEnd(LENGTH));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, secret, clear);
    return { id, pass: booth.pass, point: toText(point), sealed: toText(joined(nonce, new Uint8Array(sealed))) };
  }

  return { seal, newReceipt, readCode };
})();
