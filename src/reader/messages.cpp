#include "messages.hpp"

#include <nlohmann/json.hpp>

namespace vungphu::reader {
namespace {

using nlohmann::json;

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

/// `read` fills a T from JSON and may throw: that is how nlohmann-json says that something is missing.
template <class T, class Read>
std::optional<T> parse(std::string_view text, Read read) {
  try {
    T value;
    read(json::parse(text), value);
    return value;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

json json_of(const Limits& limits) {
  return {{"memory", limits.memory_bytes},
          {"cpu", limits.cpu_seconds},
          {"wall", limits.wall_seconds},
          {"features", limits.features},
          {"vertices", limits.vertices},
          {"columns", limits.columns},
          {"layers", limits.layers},
          {"archive", {limits.archive_entries, limits.archive_bytes, limits.archive_ratio}}};
}

Limits limits_of(const json& value) {
  return {.memory_bytes = value.at("memory"),
          .cpu_seconds = value.at("cpu"),
          .wall_seconds = value.at("wall"),
          .features = value.at("features"),
          .vertices = value.at("vertices"),
          .columns = value.at("columns"),
          .layers = value.at("layers"),
          .archive_entries = value.at("archive").at(0),
          .archive_bytes = value.at("archive").at(1),
          .archive_ratio = value.at("archive").at(2)};
}

}  // namespace

std::string to_json(const Request& request) {
  return dump({{"job", static_cast<int>(request.job)},
               {"format", request.format},
               {"member", request.member},
               {"layer", request.options.layer},
               {"where", request.options.where},
               {"limits", json_of(request.limits)}});
}

std::optional<Request> parse_request(std::string_view text) {
  return parse<Request>(text, [](const json& from, Request& request) {
    request.job = static_cast<Job>(from.at("job").get<int>());
    request.format = from.at("format");
    request.member = from.at("member");
    request.options = {from.at("layer"), from.at("where")};
    request.limits = limits_of(from.at("limits"));
  });
}

std::string to_json(const LayerInfo& layer) {
  json fields = json::array();
  for (const FieldInfo& field : layer.fields)
    fields.push_back({{"name", field.name}, {"type", field.type}, {"samples", field.samples}});
  json made = {{"name", layer.name},         {"geometry", layer.geometry},     {"crs", layer.crs},
               {"features", layer.features}, {"header_row", layer.header_row}, {"fields", fields},
               {"bytes", layer.bytes}};
  if (layer.raster)
    made["raster"] = {{"columns", layer.raster->columns},
                      {"lines", layer.raster->lines},
                      {"transform", layer.raster->transform}};
  return dump(made);
}

std::optional<LayerInfo> parse_layer(std::string_view text) {
  return parse<LayerInfo>(text, [](const json& from, LayerInfo& layer) {
    layer.name = from.at("name");
    layer.geometry = from.at("geometry");
    layer.crs = from.at("crs");
    layer.features = from.at("features");
    layer.header_row = from.at("header_row");
    for (const json& field : from.at("fields"))
      layer.fields.push_back({field.at("name"), field.at("type"), field.at("samples")});
    layer.bytes = from.at("bytes");
    if (from.contains("raster")) {
      const json& raster = from.at("raster");
      layer.raster = {raster.at("columns"), raster.at("lines"), raster.at("transform")};
      constexpr std::int64_t kLongest = 1ll << 31;  // keeps the number of cells a number
      const auto odd = [](std::int64_t side) { return side < 1 || side > kLongest; };
      if (odd(layer.raster->columns) || odd(layer.raster->lines))
        throw json::other_error::create(500, "raster", nullptr);
    }
  });
}

std::string to_json(const Done& done) {
  return dump({{"read", done.counts.read},
               {"filtered", done.counts.filtered},
               {"encoding", done.encoding},
               {"members", done.members}});
}

std::optional<Done> parse_done(std::string_view text) {
  return parse<Done>(text, [](const json& from, Done& done) {
    done.counts = {from.at("read"), from.at("filtered")};
    done.encoding = from.at("encoding");
    done.members = from.at("members");
  });
}

std::string to_json(const Error& error) { return dump({{"code", error.code}, {"args", error.args}}); }

std::optional<Error> parse_error(std::string_view text) {
  auto error = parse<Error>(text, [](const json& from, Error& out) {
    out.code = from.at("code");
    out.args = from.at("args").get<Args>();
  });
  if (error && !error->code.starts_with("reader.")) return std::nullopt;
  return error;
}

}  // namespace vungphu::reader
