import { describe, expect, it } from "vitest";
import { secretsFrom } from "../../functions/adapters/secrets.ts";
import { fakeSecrets } from "../support/fakes/services.ts";

describe.each([
  ["the fake", fakeSecrets],
  ["the adapter", () => secretsFrom("a secret")],
])("secrets: %s", (_which, make) => {
  const secrets = make();

  it("a link id is 256 bits, the same for the same parts, another for other parts", () => {
    const id = secrets.linkId("task", "KJG-2026-00001", "task-1", "staff:sri");
    expect(id).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secrets.linkId("task", "KJG-2026-00001", "task-1", "staff:sri")).toBe(id);
    const others = [
      ["task", "KJG-2026-00001", "task-1", "staff:rina"],
      ["task", "KJG-2026-00001", "task-1staff:sri"],
      ["task", "KJG-2026-0000", "1task-1", "staff:sri"],
      ["tracking", "KJG-2026-00001"],
    ];
    expect(new Set([id, ...others.map((parts) => secrets.linkId(...parts))]).size).toBe(5);
  });

  it("a signature holds for its parts only, and a link id is none", () => {
    const signature = secrets.sign("device", "staff:sri", "1");
    expect(secrets.verify(signature, "device", "staff:sri", "1")).toBe(true);
    expect(secrets.verify(signature, "device", "staff:sri", "2")).toBe(false);
    expect(secrets.verify(signature, "nonce", "staff:sri", "1")).toBe(false);
    expect(secrets.verify(secrets.linkId("device", "staff:sri", "1"), "device", "staff:sri", "1")).toBe(false);
    for (const wrong of ["", "x", signature.slice(1), `${signature}AAAA`]) {
      expect(secrets.verify(wrong, "device", "staff:sri", "1")).toBe(false);
    }
  });

  it("codes have six digits", () => {
    for (let times = 0; times < 50; times += 1) expect(secrets.code()).toMatch(/^\d{6}$/);
  });

  it("file ids differ", () => {
    const ids = Array.from({ length: 50 }, () => secrets.randomId());
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
  });
});

it("another secret makes other links", () => {
  expect(secretsFrom("one").linkId("tracking", "a")).not.toBe(secretsFrom("two").linkId("tracking", "a"));
});
