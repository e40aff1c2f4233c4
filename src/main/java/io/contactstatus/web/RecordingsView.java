package io.contactstatus.web;

import io.contactstatus.view.RecordingView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Recordings", description = "What was recorded, as the contact record tells.")
record RecordingsView(String contactId, List<RecordingView> recordings) {}
