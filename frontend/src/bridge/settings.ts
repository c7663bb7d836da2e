import { call } from "./call";
import type {
  AbsenceInput,
  HandedOverView,
  HandOverInput,
  LetterheadInput,
  LoadsView,
  NoticesInput,
  NoticesView,
  OwnFieldInput,
  OwnFieldsInput,
  OwnFieldsView,
  OwnMoveInput,
  OwnRemoveInput,
  PriceInput,
  RobotInput,
  RobotView,
  SettingsView,
  StaffView,
  ProfileInput,
  TryInput,
} from "./types";

const service = "SettingsService";

export const settings = {
  get: () => call<SettingsView>(service, "Get"),
  saveLetterhead: (input: LetterheadInput) => call<SettingsView>(service, "SaveLetterhead", input),
  savePrice: (input: PriceInput) => call<SettingsView>(service, "SavePrice", input),
  saveStaff: (input: StaffView) => call<SettingsView>(service, "SaveStaff", input),
  /** How clients reach a 经办. */
  profile: (id: string) => call<ProfileInput>(service, "Profile", { id }),
  saveProfile: (input: ProfileInput) => call<object>(service, "SaveProfile", input),
  /** What each 经办 has in hand. */
  loads: () => call<LoadsView>(service, "Loads"),
  /** What is told on the desktop of this machine, and what was. */
  notices: () => call<NoticesView>(service, "Notices"),
  saveNotices: (input: NoticesInput) => call<NoticesView>(service, "SaveNotices", input),
  /** Shows a notice that tells nothing. */
  tryNotice: () => call<NoticesView>(service, "TryNotice"),
  /** The robot of the agency's group, and what it would say now. */
  robot: () => call<RobotView>(service, "Robot"),
  saveRobot: (input: RobotInput) => call<RobotView>(service, "SaveRobot", input),
  /** Sends what was shown. */
  tryRobot: (input: TryInput) => call<RobotView>(service, "TryRobot", input),
  /** The fields that the desk has defined, and the tags in use. */
  ownFields: (input: OwnFieldsInput) => call<OwnFieldsView>(service, "OwnFields", input),
  saveOwnField: (input: OwnFieldInput) => call<OwnFieldsView>(service, "SaveOwnField", input),
  moveOwnField: (input: OwnMoveInput) => call<OwnFieldsView>(service, "MoveOwnField", input),
  /** Takes a retired field away with all its values. */
  removeOwnField: (input: OwnRemoveInput) => call<OwnFieldsView>(service, "RemoveOwnField", input),
  /** Who is away until when, and who looks after his cases; without an end he is back. */
  saveAbsence: (input: AbsenceInput) => call<LoadsView>(service, "SaveAbsence", input),
  handOver: (input: HandOverInput) => call<HandedOverView>(service, "HandOver", input),
};
