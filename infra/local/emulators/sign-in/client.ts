/** The staff app as the sign-in service knows it: a public client, so it has no secret. */
export const clientId = "alur-pustaka-staff";

/** Seconds for which a sign-in holds: a working day. */
export const signInSeconds = 8 * 60 * 60;
