// Accounts that differ, in words: the same as karamap.describe.differing.

import { el } from "../ui/dom.ts";
import { thereOn } from "./features.ts";
import { groupBy } from "./lists.ts";
import type { Messages } from "./messages.ts";
import type { Account, Day, DifferingGround, Payload, Place } from "./payload.ts";
import { sinceOrUntil } from "./source-dates.ts";

// The accounts of a place: each drawn one with those that differ from it.
const groupsOf = ({ accounts = [] }: Place) =>
  accounts
    .filter((drawn) => drawn.differs_from === undefined)
    .map((drawn) => accounts.filter((each) => [each.id, each.differs_from].includes(drawn.id)));

export function differingAccounts(data: Payload, t: Messages) {
  const places = new Map(data.features.places.map((place) => [place.id, place]));

  // [{ place, group }] that some features of the overlay stand for, each once.
  function ofOverlays(features: DifferingGround[]) {
    const found = new Map<string, { place: Place; group: Account[] }>();
    for (const { place: id, account } of features) {
      const place = places.get(id);
      if (!place) continue;
      for (const group of groupsOf(place)) {
        if (group.some((each) => each.id === account)) found.set(group[0].id, { place, group });
      }
    }
    return [...found.values()];
  }

  // Who says so, as far as that is known, and where.
  function who({ by, sources }: Account) {
    const sides = by.map((side) => t(`claimant.${side}`)).join(", ");
    const where = [...new Set(sources.map((index) => data.sources[index].short))].join(", ");
    return sides && where ? t("differing.who", { sides, where }) : sides || where;
  }

  const sentence = (group: Account[]) =>
    group
      .map((account) =>
        t(account.differs_from === undefined ? "differing.drawn" : "differing.other", {
          holder: t(`holder.${account.controller}`),
          since: sinceOrUntil(t, "since", account.date, account.date),
          who: who(account),
        }),
      )
      .join(t("differing.separator"));

  // Who says what of the places whose holder is in doubt on a day; those of which the same is said
  // are told together.
  function on(day: Day) {
    const overlays = ofOverlays(thereOn(data.features.differing_accounts, day));
    return [...groupBy(overlays, ({ group }) => sentence(group))].map(([accounts, told]) => {
      const names = told.map(({ place }) => t.nameOf(place, day));
      return t("differing.place", { place: names.join(", "), accounts });
    });
  }

  // What is told of a place, of all times, and of features of the overlay.
  const list = (groups: Account[][]) =>
    groups.length
      ? [
          el("h3", {}, t("twin.differing")),
          el(
            "ul",
            { class: "accounts" },
            ...groups.map((group: Account[]) => el("li", {}, t.capitalised(sentence(group)))),
          ),
        ]
      : [];

  return {
    on,
    ofPlace: (place: Place) => list(groupsOf(place)),
    ofGround: (features: DifferingGround[]) => list(ofOverlays(features).map(({ group }) => group)),
  };
}
