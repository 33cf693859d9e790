/** The OpenID provider: one client, code with PKCE, access tokens that the API can check by itself. */
import { Provider, type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import type { Secrets } from "../../host/data-folder.ts";
import { renderPage } from "../../gateway/pages/layout.ts";
import { clientId, signInSeconds } from "./client.ts";
import { brokenPage, signedOutPage, signOutPage, type Page } from "./pages.ts";
import type { SignInStore } from "./store.ts";

export interface ProviderOptions {
  publicUrl: string;
  /** Path of the service on the public address. */
  basePath: string;
  secrets: Secrets;
  store: SignInStore;
  member(id: string): Promise<StaffMember | undefined>;
}

const scope = "openid email profile";

export function makeProvider({ publicUrl, basePath, secrets, store, member }: ProviderOptions): Provider {
  const api = `${publicUrl}/api`;
  const configuration: Configuration = {
    adapter: (model: string) => store.adapter(model),
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: [`${publicUrl}/petugas/masuk`],
        post_logout_redirect_uris: [`${publicUrl}/petugas`, `${publicUrl}/petugas/keluar`],
        scope,
      },
    ],
    jwks: { keys: secrets.signingKeys },
    cookies: { keys: [secrets.cookieSecret] },
    scopes: scope.split(" "),
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    clientBasedCORS: (_context, origin) => origin === new URL(publicUrl).origin,
    interactions: { url: (_context, interaction) => `${basePath}/interaction/${interaction.uid}` },
    async findAccount(_context, sub) {
      const found = await member(sub);
      if (!found) return undefined;
      return {
        accountId: sub,
        claims: async () => ({ sub, email: found.email, email_verified: true, name: found.name }),
      };
    },
    async extraTokenClaims(_context, token) {
      const found = "accountId" in token && token.accountId ? await member(token.accountId) : undefined;
      return found ? { email: found.email } : undefined;
    },
    // The agency's own app needs nobody's consent.
    async loadExistingGrant({ oidc }) {
      const known = oidc.session?.grantIdFor(clientId);
      if (known) return oidc.provider.Grant.find(known);
      if (!oidc.session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: signInSeconds,
      IdToken: signInSeconds,
      Session: signInSeconds,
      Grant: signInSeconds,
      Interaction: 3600,
      AuthorizationCode: 60,
    },
    renderError: (context) => showPage(context, brokenPage()),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => showPage(context, signOutPage(form)),
        postLogoutSuccessSource: (context) => showPage(context, signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "",
          audience: clientId,
          accessTokenTTL: signInSeconds,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  };
  const provider = new Provider(`${publicUrl}${basePath}`, configuration);
  // The caller sets the forwarding headers from the public address, whoever sent the request.
  provider.proxy = true;
  return provider;
}

function showPage(context: KoaContextWithOIDC, { title, body }: Page): void {
  context.type = "html";
  context.body = renderPage(title, body);
}
