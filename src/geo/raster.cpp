#include "vungphu/geo/raster.hpp"

namespace vungphu::geo {
namespace {

constexpr std::size_t kBytesANumber = 4, kBytesARun = 3 * kBytesANumber;

void put(std::string& out, std::int32_t value) {
  for (std::size_t i = 0; i < kBytesANumber; ++i)
    out.push_back(static_cast<char>(static_cast<std::uint32_t>(value) >> (8 * i) & 0xff));
}

std::int32_t number_at(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < kBytesANumber; ++i)
    value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return static_cast<std::int32_t>(value);
}

}  // namespace

std::string encode(const std::vector<CellRun>& runs) {
  std::string bytes;
  bytes.reserve(runs.size() * kBytesARun);
  for (const CellRun& run : runs)
    for (const std::int32_t value : {run.line, run.first, run.last}) put(bytes, value);
  return bytes;
}

Result<std::vector<CellRun>> decode_runs(std::string_view bytes) {
  if (bytes.size() % kBytesARun != 0) return fail("geo.bad_blob");
  std::vector<CellRun> runs;
  runs.reserve(bytes.size() / kBytesARun);
  for (; !bytes.empty(); bytes.remove_prefix(kBytesARun)) {
    const CellRun run{number_at(bytes), number_at(bytes.substr(kBytesANumber)),
                      number_at(bytes.substr(2 * kBytesANumber))};
    if (run.line < 0 || run.first < 0 || run.last < run.first) return fail("geo.bad_blob");
    runs.push_back(run);
  }
  return runs;
}

}  // namespace vungphu::geo
