/** Routes by which addresses of the staff are confirmed that somebody else entered: by the person, or by two others. */
import { staffAddressRequest } from "../../contract/requests.ts";
import type { NewAddressesView } from "../../contract/staff.ts";
import { confirmOwnAddress, isUnconfirmed, mayVouch, vouchForAddress } from "../../domain/access/staff-address.ts";
import { isActive, type StaffMember } from "../../domain/agency.ts";
import type { Dependencies } from "../../domain/ports.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { signedIn } from "../members.ts";

export const confirmAddress: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  await confirmOwnAddress(dependencies, member, staffAddressRequest.parse(request.body()).email);
  return { body: {} };
};

export const listNewAddresses: RouteHandler = async (request, dependencies) => {
  return { body: await newAddressesView(dependencies, await signedIn(request, dependencies)) };
};

export const vouch: RouteHandler = async (request, dependencies) => {
  const member = await signedIn(request, dependencies);
  const { email } = staffAddressRequest.parse(request.body());
  await vouchForAddress(dependencies, member, { id: request.parameters["member"] ?? "", email });
  return { body: await newAddressesView(dependencies, member) };
};

/** Empty for whoever may not vouch. */
async function newAddressesView(dependencies: Dependencies, reader: StaffMember): Promise<NewAddressesView> {
  const staff = await dependencies.agencies.staff();
  if (!mayVouch(dependencies, reader, staff)) return { addresses: [] };
  const waiting = staff.filter((member) => isActive(member) && isUnconfirmed(member));
  return {
    addresses: waiting.map(({ email, id, name, vouchers = [] }) => ({
      member: id,
      name,
      email,
      vouchers: vouchers.map((voucher) => voucher.name),
      done: id === reader.id || vouchers.some(({ by }) => by === reader.id),
    })),
  };
}
