/** Pages of the sign-in, in Indonesian. */
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import { actors } from "../../../../statemachines/language/actors.ts";
import { html, type Html } from "../../gateway/pages/html.ts";

import { passkeyScriptPath } from "./passkey-script.ts";

export interface Page {
  title: string;
  body: Html;
}

/** @param people of a demo agency, to pick from; empty otherwise */
export function emailPage(agency: string, people: StaffMember[], problem: string | null): Page {
  const rows = people.map(
    (person) =>
      html`<button class="person" name="email" value="${person.email}">
        <strong>${person.name}</strong>
        <span class="soft">${person.roles.map((role) => actors[role]?.short.id ?? role).join(", ")}</span>
      </button>`,
  );
  const picker = html`<h2>Pegawai contoh</h2>
    <p class="soft">Ini agensi contoh. Pilih seorang pegawai; kodenya masuk ke kotak masuk demo.</p>
    <form method="post">${rows}</form>`;
  const body = html`<main>
    <h1>Masuk</h1>
    <p class="soft">${agency}</p>
    ${problemLine(problem)}
    <form method="post">
      <label for="email">Alamat email dinas</label>
      <input id="email" name="email" type="email" autocomplete="email" required maxlength="200" autofocus />
      <button>Kirim kode masuk</button>
    </form>
    <form method="post" id="passkey" hidden>
      <input type="hidden" name="passkey" value="" />
      <button class="quiet">Masuk dengan kunci sandi</button>
      <p class="soft" id="passkey-note" role="status"></p>
    </form>
    <script src="${passkeyScriptPath}" defer></script>
    ${rows.length > 0 ? picker : null}
  </main>`;
  return { title: "Masuk", body };
}

/** @param inbox address of the demo's mail inbox, where there is one */
export function codePage(email: string, problem: string | null, inbox: string | null): Page {
  const hint = html`<p><a href="${inbox ?? ""}" target="_blank">Buka kotak masuk demo</a></p>`;
  const body = html`<main>
    <h1>Masukkan kode</h1>
    <p>Bila alamat ${email} terdaftar, kami telah mengirim kode 6 angka ke sana. Kode berlaku 10 menit.</p>
    ${inbox ? hint : null} ${problemLine(problem)}
    <form method="post">
      <label for="code">Kode masuk</label>
      <input
        id="code"
        class="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        maxlength="60"
        autofocus
      />
      <button>Masuk</button>
    </form>
    <form method="post">
      <input type="hidden" name="email" value="${email}" />
      <button class="quiet">Kirim ulang kode</button>
    </form>
    <p><a href="?alamat=lain">Pakai alamat email lain</a></p>
  </main>`;
  return { title: "Masukkan kode", body };
}

/** @param form of the provider, without button */
export function signOutPage(form: string): Page {
  const body = html`<main>
    <h1>Keluar dari Alur Pustaka?</h1>
    ${{ html: form }}
    <button type="submit" form="op.logoutForm" value="yes" name="logout" autofocus>Ya, keluar</button>
    <p><a href="/petugas">Kembali bekerja</a></p>
  </main>`;
  return { title: "Keluar", body };
}

export function signedOutPage(): Page {
  const body = html`<main>
    <h1>Anda sudah keluar</h1>
    <p><a href="/petugas">Masuk lagi</a></p>
  </main>`;
  return { title: "Sudah keluar", body };
}

/** The sign-in cannot go on: it is too old, or was begun in another browser. */
export function brokenPage(): Page {
  const body = html`<main>
    <h1>Silakan mulai lagi</h1>
    <p>Proses masuk ini sudah kedaluwarsa atau dibuka di peramban lain.</p>
    <p><a href="/petugas">Kembali ke halaman petugas</a></p>
  </main>`;
  return { title: "Silakan mulai lagi", body };
}

function problemLine(problem: string | null): Html | null {
  return problem ? html`<p class="problem" role="alert">${problem}</p>` : null;
}
