import { mount } from "svelte";
import { loadAgency } from "./api/agency.svelte.ts";
import App from "./App.svelte";
import "./look.css";
import { startNavigation } from "./navigation.svelte.ts";
import { locale } from "./text/index.ts";

document.documentElement.lang = locale.language;
startNavigation();
// Asked for at once, so that the letterhead is there when the page is. Pages that cannot do without it ask again.
loadAgency().catch(() => undefined);

const target = document.getElementById("app");
if (target) mount(App, { target });
