/** The built web app in its bucket. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { cacheControl, neverChanges, pageFileType } from "../page-files.ts";
import { projectRoot } from "./bundles.ts";

/**
 * Uploads everything, pages after what they refer to. Files of the deployment before stay, because open tabs still ask
 * for them.
 *
 * @returns how many files there were
 */
export async function uploadPages(bucket: string, region: string): Promise<number> {
  const folder = path.join(projectRoot, "dist/web");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort((a, b) => Number(neverChanges(`/${b}`)) - Number(neverChanges(`/${a}`)));
  const client = new S3Client({ region });
  for (const Key of names) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key,
        Body: await readFile(path.join(folder, Key)),
        ContentType: pageFileType(Key),
        CacheControl: cacheControl(neverChanges(`/${Key}`)),
      }),
    );
  }
  return names.length;
}

/** Empties the bucket, for a bucket with objects cannot be deleted. */
export async function removePages(bucket: string, region: string): Promise<void> {
  const client = new S3Client({ region });
  for (;;) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  }
}
