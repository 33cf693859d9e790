import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { fileFolders } from "../names.ts";
import { readErasure, type NotedErasure } from "../noted-erasures.ts";

/** Every note on what was erased; none of them holds personal data. */
export async function erasuresInBucket(client: S3Client, bucket: string): Promise<NotedErasure[]> {
  const noted: NotedErasure[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: fileFolders.erased })) {
    for (const { Key } of page.Contents ?? []) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      noted.push(readErasure((await Body?.transformToString()) ?? ""));
    }
  }
  return noted;
}
