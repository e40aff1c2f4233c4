// The Contact Control Panel of Amazon Connect in a frame. The only file that knows its library.
//
// States: opening, ready; and what keeps it from being ready:
//   silent      no word yet. Not logged in, this origin not approved, cookies blocked, no network: the browser does not
//               tell which. The library goes on trying.
//   given-up    the library has stopped trying
//   logged-out, denied, offline, missing (the library itself)
const CHANNELS = { voice: "VOICE", queue_callback: "VOICE", chat: "CHAT", task: "TASK", email: "EMAIL" };
const PHASES = {
  init: "ringing", incoming: "ringing", pending: "ringing", connecting: "ringing", connected: "connected",
  paused: "paused", ended: "after", missed: "missed", rejected: "missed", error: "missed",
};
const SOUND = {
  microphone_not_shared: "microphone",
  unsupported_browser: "browser",
  signalling_handshake_failure: "network",
  signalling_connection_failure: "network",
  ice_collection_timeout: "network",
  webrtc_error: "network",
  realtime_communication_error: "network",
};

function isHeld(contact) {
  return CHANNELS[contact.getType()] === "VOICE" && (contact.getInitialConnection()?.isOnHold() ?? false);
}

function phaseOf(contact) {
  const phase = PHASES[contact.getStatus().type] ?? "connected";
  if (phase === "ringing" && contact.getInitiationMethod() === "outbound") {
    return "dialling";
  }
  return phase === "connected" && isHeld(contact) ? "hold" : phase;
}

function sinceOf(contact, phase) {
  return phase === "hold" ? contact.getInitialConnection().getStatus().timestamp : contact.getStatus().timestamp;
}

// Dates cross the frame as dates; a stand-in may send text.
function moment(date) {
  return date ? new Date(date).toISOString() : null;
}

function told(contact) {
  const phase = phaseOf(contact);
  return {
    id: contact.getContactId(),
    initialId: contact.getInitialContactId() ?? null,
    channel: CHANNELS[contact.getType()] ?? contact.getType(),
    queue: contact.getQueue()?.name ?? null,
    phase,
    since: moment(sinceOf(contact, phase)),
    stateSince: moment(contact.getStatus().timestamp),
  };
}

function toldOf(agent) {
  const state = agent.getState();
  return { name: agent.getName(), status: state.name, since: moment(state.startTimestamp) };
}

// The library swallows what its listeners throw.
function safely(listener) {
  return (heard) => {
    try {
      listener(heard);
    } catch (failure) {
      globalThis.reportError(failure);
    }
  };
}

export class ControlPanel {
  state = "opening";
  #container;
  #settings;
  #hearer;
  #silence;

  // settings: url, region, patience (ms until silence is said), name (of the frame)
  // hearer: state(word), agent({name, status, since}), contacts([…]), shown(contactId), sound(kind)
  constructor(container, settings, hearer) {
    this.#container = container;
    this.#settings = settings;
    this.#hearer = hearer;
    globalThis.addEventListener("offline", () => this.state !== "ready" && this.#become("offline"));
    globalThis.addEventListener("online", () => this.state === "offline" && this.reopen());
  }

  open() {
    const { connect } = globalThis;
    if (!connect?.core) {
      this.#become("missing");
      return;
    }
    // It would write to the console whom an agent talks to.
    connect.getLog().setEchoLevel(connect.LogLevel.CRITICAL);
    this.#begin();
    connect.core.initCCP(this.#container, {
      ccpUrl: this.#settings.url,
      region: this.#settings.region,
      // Opened by itself, a browser blocks it: people press a button.
      loginPopup: false,
      ccpLoadTimeout: this.#settings.patience,
      iframeTitle: this.#settings.name,
      softphone: { allowFramedSoftphone: true },
      pageOptions: { enableAudioDeviceSettings: true, enablePhoneTypeSettings: true },
    });
    this.#listen(connect);
  }

  // The frame is loaded again at once, and then by the library until there is a word.
  reopen() {
    const core = globalThis.connect?.core;
    const frame = this.#container.querySelector("iframe");
    if (!core || !frame) {
      globalThis.location.reload();
      return;
    }
    // Whoever has given up does not begin again by itself.
    clearTimeout(core.iframeRefreshTimeout);
    core.iframeRefreshTimeout = null;
    this.#begin();
    frame.src = this.#settings.url;
    core.reauthenticateAfterLogout();
  }

  // Brings a contact to the front in the panel as well.
  show(contactId) {
    if (this.state === "ready") {
      globalThis.connect.core.viewContact(contactId);
    }
  }

  #begin() {
    this.#become(navigator.onLine ? "opening" : "offline");
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.state === "opening" && this.#become("silent"), this.#settings.patience);
  }

  #listen(connect) {
    const { core, EventType } = connect;
    const bus = core.getEventBus();
    const become = (state) => safely(() => this.#become(state));
    core.onInitialized(become("ready"));
    core.onIframeRetriesExhausted(become("given-up"));
    core.onAuthFail(become("logged-out"));
    bus.subscribe(EventType.TERMINATED, become("logged-out"));
    core.onAccessDenied(become("denied"));
    core.onViewContact(safely((event) => event?.contactId && this.#hearer.shown(event.contactId)));
    connect.agent(safely((agent) => {
      agent.onRefresh(safely((fresh) => this.#heard(fresh)));
      agent.onSoftphoneError(safely((error) => {
        const type = error?.errorType ?? error?.getErrorType?.();
        this.#hearer.sound(SOUND[type] ?? null);
      }));
    }));
  }

  #heard(agent) {
    // After a new login this is the first word.
    this.#become("ready");
    this.#hearer.agent(toldOf(agent));
    this.#hearer.contacts(agent.getContacts().map(told));
  }

  #become(state) {
    this.state = state;
    this.#hearer.state(state);
  }
}
