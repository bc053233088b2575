// The JSON payloads of frames. Parsing gives nothing, never an exception, for what is not exactly as
// expected.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/base/result.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/reader/reader.hpp"

namespace vungphu::reader {

enum class Job { describe, read, members };

struct Request {
  Job job = Job::describe;
  std::string format = {};
  std::string member = {};   ///< of Source
  ReadOptions options = {};  ///< of Job::read
  Limits limits = {};
};

struct Done {
  ReadCounts counts = {};                 ///< of Job::read
  std::string encoding = {};              ///< of a text table
  std::vector<std::string> members = {};  ///< of Job::members: the files in a zip that passed the screens
};

std::string to_json(const Request& request);
std::string to_json(const LayerInfo& layer);  ///< without its sample, which has frames of its own
std::string to_json(const Done& done);
std::string to_json(const Error& error);

std::optional<Request> parse_request(std::string_view json);
std::optional<LayerInfo> parse_layer(std::string_view json);
std::optional<Done> parse_done(std::string_view json);
/// Only codes of this module are taken from a worker.
std::optional<Error> parse_error(std::string_view json);

}  // namespace vungphu::reader
