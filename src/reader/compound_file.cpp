#include "compound_file.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "little_endian.hpp"

namespace vungphu::reader {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::size_t kHeader = 512, kEntry = 128, kMiniSector = 64;
/// Numbers above kMaxRegSect name no sector: ENDOFCHAIN, FREESECT and what the table itself lies in.
constexpr std::uint32_t kMaxRegSect = 0xFFFFFFFA, kFreeSect = 0xFFFFFFFF;
constexpr std::uint8_t kStream = 2, kRoot = 5;
/// Where the header says what.
constexpr std::size_t kSectorShiftAt = 30, kDirectoryAt = 48, kMiniCutoffAt = 56, kMiniFatAt = 60,
                      kFirstDifatAt = 68, kDifatCountAt = 72, kDifatAt = 76;
/// Where an entry of the directory does.
constexpr std::size_t kNameLengthAt = 64, kTypeAt = 66, kLeftAt = 68, kRightAt = 72, kChildAt = 76,
                      kStartAt = 116, kSizeAt = 120;

std::vector<std::uint32_t> numbers(std::string_view bytes) {
  std::vector<std::uint32_t> values(bytes.size() / 4);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = little_endian32(bytes, 4 * i);
  return values;
}

/// The sectors of `unit` bytes in `from` that follow `start` in `next`, joined: the first `size` bytes, or
/// all up to the end of the chain. The last sector there is may be cut short.
Result<std::string> chain(const std::vector<std::uint32_t>& next, std::uint32_t start, std::string_view from,
                          std::size_t unit, std::optional<std::size_t> size) {
  std::string joined;
  std::vector<bool> seen(next.size());
  for (std::uint32_t number = start; size ? joined.size() < *size : number <= kMaxRegSect;
       number = next[number]) {
    const std::uint64_t at = std::uint64_t{number} * unit;
    const bool cut = joined.size() % unit != 0;
    if (number >= next.size() || seen[number] || at >= from.size() || cut)
      return fail("reader.damaged", {{"detail", "chain"}});
    seen[number] = true;
    joined += from.substr(at, unit);
  }
  if (size) joined.resize(*size);
  return joined;
}

}  // namespace

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) return fail("reader.not_readable");
  CompoundFile file(bytes);
  const std::uint32_t shift = little_endian16(bytes, kSectorShiftAt);
  if (shift != 9 && shift != 12) return fail("reader.damaged", {{"detail", "sector size"}});
  file.sector_size_ = std::size_t{1} << shift;
  VP_CHECK(file.read_fat());
  VP_CHECK(file.read_directory());
  return file;
}

/// The last sector of a file may be cut short; none stands before the first.
std::string_view CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  return at < bytes_.size() ? bytes_.substr(at, sector_size_) : std::string_view();
}

/// Of one that is cut short by the file's end, the part that is there.
Status CompoundFile::add_fat_sector(std::uint32_t number) {
  if (number > kMaxRegSect) return {};
  const std::string_view found = sector(number);
  if (found.empty()) return fail("reader.damaged", {{"detail", "FAT"}});
  std::vector<std::uint32_t> part = numbers(found);
  part.resize(sector_size_ / 4, kFreeSect);
  fat_.insert(fat_.end(), part.begin(), part.end());
  return {};
}

/// The DIFAT names the sectors that hold the FAT: 109 in the header, more in sectors of its own, each of
/// which ends with the number of the next.
Status CompoundFile::read_fat() {
  for (std::uint32_t number : numbers(bytes_.substr(kDifatAt, kHeader - kDifatAt)))
    VP_CHECK(add_fat_sector(number));
  if (little_endian32(bytes_, kDifatCountAt) == 0) return {};
  const std::size_t most = bytes_.size() / sector_size_;
  std::size_t seen = 0;
  for (std::uint32_t next = little_endian32(bytes_, kFirstDifatAt); next <= kMaxRegSect;) {
    const std::string_view found = sector(next);
    if (found.size() != sector_size_ || ++seen > most) return fail("reader.damaged", {{"detail", "DIFAT"}});
    const std::vector<std::uint32_t> part = numbers(found);
    // More than the file has sectors: the same ones again and again.
    if (fat_.size() > 2 * most + 2 * sector_size_) return fail("reader.damaged", {{"detail", "DIFAT"}});
    for (std::size_t i = 0; i + 1 < part.size(); ++i) VP_CHECK(add_fat_sector(part[i]));
    next = part.back();
  }
  return {};
}

Result<std::string> CompoundFile::sectors(std::uint32_t start, std::optional<std::size_t> size) const {
  return chain(fat_, start, bytes_.substr(std::min(sector_size_, bytes_.size())), sector_size_, size);
}

/// Small streams lie in one stream together, the root's. Read only when one is asked for: damage in it does
/// not matter to the large ones.
Result<std::string> CompoundFile::small_sectors(std::uint32_t start, std::size_t size) const {
  const Entry* root = find_root();
  if (!root) return fail("reader.damaged", {{"detail", "root"}});
  VP_TRY(const std::string all, sectors(root->start, root->size));
  VP_TRY(const std::string mini_fat, sectors(little_endian32(bytes_, kMiniFatAt), std::nullopt));
  return chain(numbers(mini_fat), start, all, kMiniSector, size);
}

Status CompoundFile::read_directory() {
  VP_TRY(const std::string directory, sectors(little_endian32(bytes_, kDirectoryAt), std::nullopt));
  for (std::size_t at = 0; at + kEntry <= directory.size(); at += kEntry) {
    const std::string_view bytes = std::string_view(directory).substr(at, kEntry);
    Entry entry{{},
                static_cast<std::uint8_t>(bytes[kTypeAt]),
                little_endian32(bytes, kLeftAt),
                little_endian32(bytes, kRightAt),
                little_endian32(bytes, kChildAt),
                little_endian32(bytes, kStartAt),
                little_endian32(bytes, kSizeAt)};
    const std::size_t length = std::min<std::size_t>(little_endian16(bytes, kNameLengthAt), kNameLengthAt);
    for (std::size_t i = 0; i + 3 < length; i += 2)  // the last one is a zero
      entry.name.push_back(bytes[i + 1] == '\0' ? bytes[i] : '?');
    entry.name = lower(entry.name);
    entries_.push_back(std::move(entry));
  }
  find_entries_of_root();
  return {};
}

/// The root's child and all that stand beside it. The tree is not searched by its order, which not every
/// writer keeps.
void CompoundFile::find_entries_of_root() {
  std::vector<bool> seen(entries_.size());
  std::vector<std::uint32_t> open;
  if (const Entry* root = find_root()) open.push_back(root->child);
  while (!open.empty()) {
    const std::uint32_t place = open.back();
    open.pop_back();
    if (place >= entries_.size() || seen[place]) continue;
    seen[place] = entries_[place].of_root = true;
    open.insert(open.end(), {entries_[place].left, entries_[place].right});
  }
}

const CompoundFile::Entry* CompoundFile::find_root() const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.type == kRoot; });
  return found == entries_.end() ? nullptr : &*found;
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name, bool of_root) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.type == kStream && (entry.of_root || !of_root) && entry.name == lower(name);
  });
  return found == entries_.end() ? nullptr : &*found;
}

bool CompoundFile::has(std::string_view name) const { return find(name, true) != nullptr; }

Result<std::optional<std::string>> CompoundFile::stream(std::initializer_list<std::string_view> names) const {
  const Entry* found = nullptr;
  for (bool of_root : {true, false})
    for (std::string_view name : names)
      if (!found) found = find(name, of_root);
  if (!found) return std::nullopt;
  const bool small = found->size < little_endian32(bytes_, kMiniCutoffAt) &&
                     little_endian32(bytes_, kMiniFatAt) <= kMaxRegSect;
  VP_TRY(std::string bytes,
         small ? small_sectors(found->start, found->size) : sectors(found->start, found->size));
  return std::optional<std::string>(std::move(bytes));
}

}  // namespace vungphu::reader
