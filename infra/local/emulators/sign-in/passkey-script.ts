/** The one script of the sign-in pages: asks the browser for a passkey. Without it, or where it is not supported, the button stays hidden. */
export const passkeyScriptPath = "/signin/passkey.js";

export const passkeyScript = `
const form = document.getElementById("passkey");
const note = document.getElementById("passkey-note");
if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.passkey.value !== "") return;
    event.preventDefault();
    note.textContent = "";
    try {
      const answer = await fetch(location.pathname + "/passkey", { method: "POST" });
      if (!answer.ok) throw new Error("no options");
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json());
      const credential = await navigator.credentials.get({ publicKey });
      form.elements.passkey.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      note.textContent = "Kunci sandi tidak terbaca. Coba lagi, atau minta kode lewat email.";
    }
  });
}
`;
