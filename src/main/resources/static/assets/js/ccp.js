// The Contact Control Panel of Amazon Connect in a frame. No other script uses amazon-connect-streams.
//
// States: opening, ready, and these failures:
//   silent      no answer. Not logged in, origin not approved, cookies blocked or no network: the browser does not
//               say which. The library keeps trying.
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

// A Date in the library; text in the stand-in of the tests.
function moment(date) {
  return date ? new Date(date).toISOString() : null;
}

function told(contact, agent) {
  const phase = phaseOf(contact);
  return {
    id: contact.getContactId(),
    initialId: contact.getInitialContactId() ?? null,
    channel: CHANNELS[contact.getType()] ?? contact.getType(),
    queue: contact.getQueue()?.name ?? null,
    agent,
    phase,
    since: moment(sinceOf(contact, phase)),
    stateSince: moment(contact.getStatus().timestamp),
  };
}

function toldOf(agent) {
  const state = agent.getState();
  return { id: agent.getConfiguration?.()?.agentARN ?? "", name: agent.getName(), status: state.name, since: moment(state.startTimestamp) };
}

// The library swallows exceptions of its listeners.
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
  // hearer: state(word), agent({name, status, since}), contacts([…]), shown(contactId), sound(kind), soundBack(kind),
  // panels(count)
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
    // Otherwise it logs personal data to the console.
    connect.getLog().setEchoLevel(connect.LogLevel.CRITICAL);
    this.#begin();
    connect.core.initCCP(this.#container, {
      ccpUrl: this.#settings.url,
      region: this.#settings.region,
      // Browsers block a popup without a click: the page has a button.
      loginPopup: false,
      ccpLoadTimeout: this.#settings.patience,
      iframeTitle: this.#settings.name,
      softphone: { allowFramedSoftphone: true },
      pageOptions: { enableAudioDeviceSettings: true, enablePhoneTypeSettings: true },
    });
    this.#listen(connect);
  }

  // Reloads the frame at once; then the library does until it answers.
  reopen() {
    const core = globalThis.connect?.core;
    const frame = this.#container.querySelector("iframe");
    if (!core || !frame) {
      globalThis.location.reload();
      return;
    }
    // After giving up the library does not start again by itself.
    clearTimeout(core.iframeRefreshTimeout);
    core.iframeRefreshTimeout = null;
    this.#begin();
    frame.src = this.#settings.url;
    core.reauthenticateAfterLogout();
  }

  // Shows a contact in the panel, too.
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
    // A call has its sound: whatever was wrong is over.
    core.onSoftphoneSessionInit(safely(() => this.#hearer.soundBack()));
    bus.subscribe(EventType.UPDATE_CONNECTED_CCPS, safely((panels) => {
      if (typeof panels?.length === "number") {
        this.#hearer.panels(panels.length);
      }
    }));
    this.#watchMicrophone();
    core.onViewContact(safely((event) => event?.contactId && this.#hearer.shown(event.contactId)));
    connect.agent(safely((agent) => {
      agent.onRefresh(safely((fresh) => this.#heard(fresh)));
      agent.onSoftphoneError(safely((error) => {
        const type = error?.errorType ?? error?.getErrorType?.();
        this.#hearer.sound(SOUND[type] ?? null);
      }));
    }));
  }

  // Firefox does not tell: there the next call does.
  async #watchMicrophone() {
    try {
      const microphone = await navigator.permissions.query({ name: "microphone" });
      microphone.addEventListener("change", () => {
        if (microphone.state === "granted") {
          this.#hearer.soundBack("microphone");
        }
      });
    } catch {
      // Not told.
    }
  }

  #heard(agent) {
    // The first event after a new login.
    this.#become("ready");
    this.#hearer.agent(toldOf(agent));
    const name = agent.getName() ?? "";
    this.#hearer.contacts(agent.getContacts().map((contact) => told(contact, name)));
  }

  #become(state) {
    this.state = state;
    this.#hearer.state(state);
  }
}
