/** Pages beside those of somebody; no id of a person begins like that. */
export const peopleItems = { add: "_baru", file: "_berkas" } as const;
