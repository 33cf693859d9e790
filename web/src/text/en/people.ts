import type { people as id } from "../id/people.ts";

export const people: typeof id = {
  title: "People and roles",
  back: "People and roles",
  search: "Search name, role or e-mail",
  add: "Add somebody",
  file: "By a CSV file",
  count: (shown, all) => (shown === all ? `${all} people` : `${shown} of ${all} people`),
  none: "Nobody fits.",
  standing: { active: "", disabled: "Out of service", left: "Has left" },
  awayUntil: (day) => `Not there until ${day}`,
  missing: "Nobody holds these roles yet; these steps will be done by nobody:",
  roles: {
    title: "Roles and who steps in",
    nobody: "nobody yet",
    standIns: (names) => `In their absence: ${names}`,
  },
  one: {
    newTitle: "Add somebody",
    newText: "The person is mailed how to sign in. There is no password in it.",
    store: "Save and invite",
    save: "Save",
    saved: "Saved.",
    entered: (name, invited) =>
      invited
        ? `${name} is stored and was invited.`
        : `${name} is stored, but the invitation has not gone out. Send it again from this page.`,
    own: "These are your own data. Only another administrator can give you a role.",
    alsoDecides:
      "This person is an administrator and has another role too. As administrator they approve nothing; what they decide comes from the other role. Separate the two where there are people enough.",
    unconfirmed: (proving) =>
      `The new address is not confirmed yet. Until then the person signs in, and gets codes, by ${proving}.`,
    account: {
      made: "On AWS the account to sign in is made once by this command; the person is mailed by the sign-in service.",
      create: "Command that makes the account",
      back: "An account that was disabled there is enabled again by this command.",
      enable: "Command that enables the account",
      out: "This service refuses them already. On AWS their account to sign in is disabled by this command.",
      disable: "Command that disables the account",
    },
    changes: "Changes of this person",
    yes: "Yes, go on",
    no: "Cancel",
  },
  standings: {
    title: "Standing",
    disabled: {
      act: "Put out of service",
      text: "From this moment on they cannot sign in, decide or be chosen; their links and codes are good no more. Their roles are kept for the return.",
    },
    enabled: { act: "Back in service", text: "They can sign in and work again, with the roles that are kept." },
    left: {
      act: "Has left",
      text: "From this moment on they cannot sign in, decide or be chosen. Their name stays in the cases they have worked on.",
    },
    back: { act: "Works here again", text: "They are of the staff again, with the data that are kept." },
  },
  invitation: {
    act: "Invite again",
    sent: "The invitation was sent.",
    failed: "The invitation has not gone out. Try again in a moment.",
  },
  csv: {
    title: "People by a CSV file",
    lead: "Download the present list, change it in a spreadsheet, then check it here. Whoever is not in the file stays as they are. No invitations are sent from here; send them from the page of each person.",
    download: "Download the list (CSV)",
    choose: "CSV file",
    check: "Check the file",
    checking: "Checking…",
    nothingYet: "Choose a file first.",
    tooLarge: "This file is larger than 700 kB; that is no list of people of one agency.",
    refused: (count) => `${count} things to mend. Nothing was stored.`,
    shown: "What will be stored",
    added: (count) => `New: ${count}`,
    changed: (count) => `Changed: ${count}`,
    unchanged: (count) => `As before: ${count}`,
    absent: (names) => `Not in the file, left as they are: ${names}`,
    unused: (names) => `Columns that are not used: ${names}`,
    nothing: "This file is the same as the present list; there is nothing to store.",
    store: "Store these changes",
    stored: (count) => `${count} people are stored.`,
    left: (names) => `Not stored, as somebody else has just changed them: ${names}. Check the file again.`,
    from: "from",
    to: "to",
    empty: "empty",
  },
};
