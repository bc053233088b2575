// What the parent takes from a worker that lies.
#include "reader/frames.hpp"

#include "fuzz.hpp"
#include "reader/messages.hpp"

using namespace vungphu;

namespace {

void take_feature(std::string_view payload) {
  const auto feature = reader::parse_feature(payload);
  if (!feature) return;
  std::string written;
  MUST(reader::append_feature(written, *feature));
  reader::Frame frame;
  MUST(reader::next_frame(written, frame) == reader::FrameState::whole && frame.size() == written.size());
  const auto again = reader::parse_feature(frame.payload);
  MUST(again && again->row == feature->row && again->wkb == feature->wkb && again->fields == feature->fields);
}

void take_layer(std::string_view payload) {
  const auto layer = reader::parse_layer(payload);
  if (!layer) return;
  const auto again = reader::parse_layer(reader::to_json(*layer));
  MUST(again && again->fields.size() == layer->fields.size() && again->features == layer->features);
}

}  // namespace

void fuzz(std::string_view bytes) {
  while (true) {
    reader::Frame frame;
    if (reader::next_frame(bytes, frame) != reader::FrameState::whole) break;
    MUST(frame.size() <= bytes.size());
    take_feature(frame.payload);
    take_layer(frame.payload);
    (void)reader::parse_done(frame.payload);
    (void)reader::parse_request(frame.payload);
    if (const auto error = reader::parse_error(frame.payload)) MUST(error->code.starts_with("reader."));
    bytes.remove_prefix(frame.size());
  }
}
