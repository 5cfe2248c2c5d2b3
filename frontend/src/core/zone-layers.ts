// The layers of zones, from what matters most.

export const ZONES = [
  "people_moved",
  "differing_accounts",
  "peacekeeping_zone",
  "lachin_corridor",
  "buffer_zone",
  "buffer_rings",
  "autonomous_oblast",
];
