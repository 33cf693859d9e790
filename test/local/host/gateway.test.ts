import http from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestHost, type TestHost } from "./test-host.ts";

let running: TestHost;
beforeAll(async () => {
  running = await startTestHost();
});
afterAll(() => running.end());

const call = (path: string, init: RequestInit = {}) => fetch(`${running.host.url}${path}`, init);

describe("a handler gets the event that API Gateway would send", () => {
  test("path, query, headers, cookies and parameters of a GET", async () => {
    const answer = await call("/api/echo/a%20b%2Fc?x=1&x=2&y=", { headers: { Cookie: "a=1; b=2", "X-Own": "Value" } });
    const { event, functionName, remaining } = await answer.json();
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "GET /api/echo/{link}",
      rawPath: "/api/echo/a%20b%2Fc",
      rawQueryString: "x=1&x=2&y=",
      queryStringParameters: { x: "1,2", y: "" },
      cookies: ["a=1", "b=2"],
      pathParameters: { link: "a b/c" },
      headers: { "x-own": "Value" },
      requestContext: { http: { method: "GET", sourceIp: "127.0.0.1" }, stage: "$default" },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty("body");
    expect(event.requestContext).not.toHaveProperty("authorizer");
    expect(functionName).toBe("echo");
    expect(remaining).toBeGreaterThan(4000);
  });

  test("a fixed path goes before one with a parameter", async () => {
    const { event } = await (await call("/api/echo/fixed")).json();
    expect(event.routeKey).toBe("GET /api/echo/fixed");
  });

  test("text bodies as they are, other bodies in base64", async () => {
    const json = await call("/api/echo", {
      method: "POST",
      body: '{"é":1}',
      headers: { "content-type": "application/json" },
    });
    expect((await json.json()).event).toMatchObject({ body: '{"é":1}', isBase64Encoded: false });
    const bytes = await call("/api/echo", {
      method: "POST",
      body: new Uint8Array([0, 255]),
      headers: { "content-type": "image/png" },
    });
    expect((await bytes.json()).event).toMatchObject({ body: "AP8=", isBase64Encoded: true });
  });
});

describe("a handler's answer goes out as API Gateway would send it", () => {
  test("each cookie becomes a header of its own", async () => {
    expect((await call("/api/echo")).headers.getSetCookie()).toEqual(["one=1; Path=/", "two=2; Path=/"]);
  });

  test("base64 bodies are decoded, other values are the JSON of a 200", async () => {
    const bytes = await call("/api/special/bytes", { method: "POST" });
    expect([bytes.status, [...new Uint8Array(await bytes.arrayBuffer())]]).toEqual([201, [0, 255, 7]]);
    expect(await (await call("/api/special/other", { method: "POST" })).json()).toEqual({ plain: "value" });
  });

  test("HEAD gets the headers of a GET and no body", async () => {
    const answer = await call("/api/echo", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(0);
  });

  test("nothing of the API is kept by a browser or shown in a frame", async () => {
    const { headers } = await call("/api/echo");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("what goes wrong is said in Indonesian, in the form of the contract", () => {
  test.each([
    ["an unknown address", 404, "not-found", () => call("/api/nothing")],
    ["a wrong method", 405, "wrong-method", () => call("/api/echo", { method: "DELETE" })],
    ["a handler that throws", 500, "failed", () => call("/api/special/throw", { method: "POST", body: "secret" })],
    ["a handler that hangs", 503, "timeout", () => call("/api/special/hang", { method: "POST" })],
    ["a staff address without token", 401, "unauthorized", () => call("/api/staff/me")],
    [
      "a staff address with a made-up token",
      401,
      "unauthorized",
      () => call("/api/staff/me", { headers: { Authorization: "Bearer a.b.c" } }),
    ],
  ])("%s", async (_name, status, code, ask) => {
    const answer = await ask();
    const body = await answer.json();
    expect([answer.status, body.code]).toEqual([status, code]);
    expect(body.message).toMatch(/^[A-Z].*\.$/);
  });

  test("a body of 10 MB is refused before it has been read", async () => {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(
        `${running.host.url}/api/echo`,
        { method: "POST", headers: { "content-length": 10_000_000 } },
        resolve,
      );
      request.on("error", reject);
      request.flushHeaders();
    });
    expect(answer.statusCode).toBe(413);
    answer.destroy();
  });

  test("who sends a body that is too large gets the answer, and is not cut off in the midst of it", async () => {
    const answer = await call("/api/echo", { method: "POST", body: new Uint8Array(12 * 1024 * 1024) });
    expect([answer.status, (await answer.json()).code]).toEqual([413, "too-large"]);
  });

  test("a body that turns out too large is refused too", async () => {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(
        `${running.host.url}/api/echo`,
        { method: "POST", headers: { "transfer-encoding": "chunked" } },
        resolve,
      );
      request.on("error", reject);
      request.write(Buffer.alloc(1024 * 1024 + 1));
    });
    expect(answer.statusCode).toBe(413);
    answer.destroy();
  });
});

test("a handler and the log know a request by the id that its client is told", async () => {
  const answer = await call("/api/echo");
  const id = answer.headers.get("apigw-requestid");
  expect((await answer.json()).event.requestContext.requestId).toBe(id);
  await expect.poll(() => running.log.map(({ facts }) => facts["requestId"])).toContain(id);
});

test("the log names templates and errors, never links, bodies or tokens", async () => {
  await call("/api/echo/very-private-link?q=private-query", { headers: { Authorization: "Bearer private-token" } });
  await call("/api/special/throw", { method: "POST", body: "private-body" });
  await call("/api/private-path");
  const logged = () => running.log.filter(({ event }) => event === "request").map(({ facts }) => facts["route"]);
  await expect.poll(logged).toContain("/api/?");
  expect(logged()).toContain("/api/echo/{link}");
  const failed = running.log.find(({ event, facts }) => event === "function-failed" && "error" in facts)?.facts;
  expect(failed).toMatchObject({
    requestId: expect.any(String),
    function: "special",
    errorType: "TypeError",
    error: { name: "TypeError", stack: expect.stringMatching(/fixtures\/special\.ts:\d+:\d+/) },
  });
  expect(JSON.stringify(running.log)).not.toContain("private");
});
