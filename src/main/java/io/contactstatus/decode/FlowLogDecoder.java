package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.TimestampParser;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads the lines that flows log: one when a contact enters a block, and for blocks that have an outcome one
/// more.
///
/// Only a line that enters a block which takes its time says anything about where the contact is. The others, and
/// they are most, go to the history alone: that saves a write of the contact for each of them.
final class FlowLogDecoder {

    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName FLOW_ID = FieldName.of("ContactFlowId");
    private static final FieldName FLOW_NAME = FieldName.of("ContactFlowName");
    private static final FieldName MODULE_TYPE = FieldName.of("ContactFlowModuleType");
    private static final FieldName IDENTIFIER = FieldName.of("Identifier");
    private static final FieldName TIMESTAMP = FieldName.of("Timestamp");
    private static final FieldName PARAMETERS = FieldName.of("Parameters");
    /// What [#PARAMETERS] was called in 2017.
    private static final FieldName EVENTS = FieldName.of("Events");

    private static final FieldName RESULTS = FieldName.of("Results");
    private static final FieldName EXTERNAL_RESULTS = FieldName.of("ExternalResults");
    private static final FieldName ATTRIBUTE_KEY = FieldName.of("Key");
    private static final FieldName ATTRIBUTE_VALUE = FieldName.of("Value");

    /// Blocks that are over the moment they are entered, and set up what comes next.
    private static final Set<String> SETUP =
            Set.of("SetLoggingBehavior", "SetRecordingBehavior", "SetVoice", "AddToPlayLoop");

    private static final String UNKNOWN_TYPE = "UNKNOWN";

    private final @Nullable String customerAttribute;

    FlowLogDecoder(@Nullable String customerAttribute) {
        this.customerAttribute = customerAttribute;
    }

    static boolean isOne(Fields record) {
        return record.has(FLOW_ID) || record.has(MODULE_TYPE);
    }

    Decoded decode(JsonRecord json) {
        var line = json.fields();
        var id = line.contactId(CONTACT_ID);
        if (id == null) {
            return json.malformed("flow log without a valid ContactId");
        }
        var type = Objects.requireNonNullElse(line.text(MODULE_TYPE), UNKNOWN_TYPE);
        var time = time(json, line);
        var at = time == null ? Stamp.UNTIMED : time;
        // Being seen is a minimum: only the first line, or an earlier one that comes late, changes the contact by it.
        var facts = Facts.about(id, Source.FLOW_LOG)
                .instance(Arns.instanceOf(line.text(FLOW_ID)), Stamp.UNTIMED)
                .seenAt(time);
        if (entersBlock(line) && !SETUP.contains(type)) {
            facts.heardAt(time).flow(position(line, type), at);
            attribute(facts, line, type, at);
        }
        outside(facts, line, type, time);
        return json.said(
                "flow-log", new Decoded.ContactUpdate(facts.testimony(at), List.of(entry(json, id, type, at))));
    }

    private static HistoryEntry entry(JsonRecord json, ContactId id, String type, Instant at) {
        return new HistoryEntry(
                id,
                at,
                Source.FLOW_LOG,
                type,
                summary(json.fields(), type),
                name(json),
                new JsonRecord.Tree(json.tree()));
    }

    private static String name(JsonRecord json) {
        var id = json.line() == null ? null : json.line().id();
        return id == null ? ContentHash.quick(json.tree()) : json.nameOr(id);
    }

    private static @Nullable Instant time(JsonRecord json, Fields line) {
        var own = line.time(TIMESTAMP);
        if (own != null) {
            return own;
        }
        if (json.line() != null && json.line().at() != null) {
            return json.line().at();
        }
        var text = line.text(TIMESTAMP);
        return text == null ? null : TimestampParser.roughly(text);
    }

    private static boolean entersBlock(Fields line) {
        return line.get(PARAMETERS) instanceof ObjectNode || line.get(EVENTS) instanceof ObjectNode;
    }

    private static FlowPosition position(Fields line, String type) {
        return new FlowPosition(
                Objects.requireNonNullElse(line.text(FLOW_ID), ""),
                Objects.requireNonNullElse(line.text(FLOW_NAME), ""),
                type,
                Objects.requireNonNullElse(line.text(IDENTIFIER), ""));
    }

    private void attribute(Facts facts, Fields line, String type, Instant at) {
        // The error branch has set nothing.
        if (!type.equals("SetAttributes") || BlockOutcomes.isFailure(type, line.text(RESULTS))) {
            return;
        }
        var parameters = line.object(PARAMETERS);
        var key = parameters.text(ATTRIBUTE_KEY);
        var value = Fields.scalar(parameters.get(ATTRIBUTE_VALUE));
        if (key == null || value == null) {
            return;
        }
        facts.attribute(key, value, at);
        if (key.equals(customerAttribute) && !value.isBlank()) {
            facts.customerAttribute(value, at);
        }
    }

    /// Of the lines that only report a result, these are the ones that move the contact: the customer is back
    /// from outside.
    private static void outside(Facts facts, Fields line, String type, @Nullable Instant time) {
        var inputs = line.object(PARAMETERS).tree();
        var results = line.text(RESULTS);
        if (entersBlock(line)) {
            if (FlowBlocks.leadsOutside(type, inputs)) {
                facts.calledOutside(OutsideCall.Stage.DIALLED, time);
                if (BlockOutcomes.isFailure(type, results)) {
                    facts.calledOutside(OutsideCall.Stage.FAILED, time);
                }
            }
        } else if (results != null && mayComeFromOutside(type, results)) {
            var failed = BlockOutcomes.isFailure(type, results);
            facts.heardAt(time).calledOutside(failed ? OutsideCall.Stage.FAILED : OutsideCall.Stage.ENDED, time);
        }
    }

    /// A line that only reports a result does not say where its block led. Transfers to queues say `false`.
    private static boolean mayComeFromOutside(String type, String results) {
        return FlowBlocks.isAlwaysOutside(type)
                || (type.equals("Transfer") && !results.equals("false") && !results.equals("true"));
    }

    /// Says nothing of parameters and results: that is where digits, prompts and attribute values are.
    private static String summary(Fields line, String type) {
        var block = isPlainWord(type) ? type : "a block";
        var hasResult = line.has(RESULTS) || line.has(EXTERNAL_RESULTS);
        if (entersBlock(line)) {
            return (hasResult ? "Went through " : "Entered ") + block;
        }
        return hasResult ? "Result of " + block : "Log line of " + block;
    }

    private static boolean isPlainWord(String type) {
        for (var index = 0; index < type.length(); index++) {
            if (!Character.isLetter(type.charAt(index))) {
                return false;
            }
        }
        return type.length() <= 64;
    }
}
