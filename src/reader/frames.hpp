// What worker and parent say to each other: u32 length of the payload, u8 type, payload; little-endian
// throughout.
//
// The parent does not trust the worker: next_frame() and parse_feature() are pure, check every bound and
// never read past what they were given. One frame is at most kMaxPayload long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vungphu/model/raw.hpp"

namespace vungphu::reader {

enum class FrameType : std::uint8_t {
  request = 1,  ///< parent to worker, JSON
  layer,        ///< JSON of a LayerInfo
  feature,      ///< append_feature()
  done,         ///< JSON of Done; the last frame of a worker that succeeded
  failure,      ///< JSON of an Error; the last frame of a worker that did not
  sample,       ///< append_feature(): a row of LayerInfo::sample of the layer before
};

inline constexpr std::size_t kFrameHead = 5;
inline constexpr std::size_t kMaxPayload = 64u << 20;

struct Frame {
  FrameType type = FrameType::failure;
  std::string_view payload;
  std::size_t size() const { return kFrameHead + payload.size(); }
};

enum class FrameState { whole, needs_more, bad };

/// The frame that `bytes` starts with. `frame` is set when whole and points into `bytes`.
FrameState next_frame(std::string_view bytes, Frame& frame);

/// Requires payload.size() <= kMaxPayload.
void append_frame(std::string& out, FrameType type, std::string_view payload);
/// A whole frame of type feature or sample. False, and nothing appended, when it would be longer than a frame
/// may be.
bool append_feature(std::string& out, const RawFeature& feature, FrameType type = FrameType::feature);
/// The payload of such a frame; nothing when it is not exactly one feature, its cells as many as it says.
std::optional<RawFeature> parse_feature(std::string_view payload);

}  // namespace vungphu::reader
