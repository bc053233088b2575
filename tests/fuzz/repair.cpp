// Texts in the wrong letters, found out for a layer and repaired. What comes here is UTF-8 already: decoded
// by the reader, or each byte as the character of its number.
#include "vungphu/base/encoding.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/text.hpp"

#include "fuzz.hpp"
#include "reader/text_coding.hpp"

using namespace vungphu;

namespace {

LayerInfo layer_of(std::string_view lines, bool bytes) {
  LayerInfo layer;
  layer.bytes = bytes;
  layer.fields.push_back({"tên", "text", {}});
  while (!lines.empty() && layer.sample.size() < kSampleRows) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    RawFeature row;
    row.row = static_cast<std::int64_t>(layer.sample.size()) + 1;
    row.fields.emplace_back(bytes ? reader::one_to_one(line) : to_utf8(line));
    if (layer.fields[0].samples.size() < 5) layer.fields[0].samples.push_back(*row.fields[0]);
    layer.sample.push_back(std::move(row));
  }
  return layer;
}

void check(const intake::TextRepair& repair, const LayerInfo& layer) {
  for (const RawFeature& row : layer.sample) {
    const std::string repaired = repair(*row.fields[0]);
    MUST(is_utf8(repaired));
    if (!repair.none()) MUST(nfc(repaired) == repaired);
    if (const auto converted = repair.convert(*row.fields[0])) MUST(is_utf8(*converted));
  }
}

}  // namespace

void fuzz(std::string_view bytes) {
  if (bytes.empty()) return;
  const LayerInfo layer = layer_of(bytes.substr(1), (bytes.front() & 1) != 0);
  const auto choice = intake::choose_text(layer, "");
  MUST(choice.has_value());
  check(choice->repair, layer);
  for (const char* name : {"nfc", "tcvn3", "vni", "utf-8-as-latin-1", "utf-8-as-windows-1252",
                           "utf-8-as-windows-1258", "utf-8-as-cp437", "utf-8-as-cp850", "windows-1258"}) {
    const auto repair = intake::TextRepair::create(name);
    MUST(repair.has_value());
    check(*repair, layer);
  }
  LayerInfo repaired = layer;
  intake::repair(repaired, choice->repair);
  MUST(repaired.sample.size() == layer.sample.size());
}
