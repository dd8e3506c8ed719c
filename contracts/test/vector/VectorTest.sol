// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Test} from "forge-std/Test.sol";

/// @notice Replays a group of cases of a file in spec/vectors, which has one case a line.
/// @dev Reading a line at a time keeps the JSON that every cheatcode parses small; each case runs in a call of its own,
///      so that memory starts afresh.
/// @custom:rule R-11
abstract contract VectorTest is Test {
    /// @notice Runs a check on every case of a group and fails if there are fewer than expected.
    /// @param file The name of the file, without folder and extension.
    /// @param group The name of the array.
    /// @param check Gets the JSON of one case.
    /// @param least The fewest cases, so that an empty file does not pass.
    function replay(string memory file, string memory group, function(string memory) external check, uint256 least)
        internal
    {
        string memory path = string.concat("spec/vectors/", file, ".json");
        bytes32 start = keccak256(bytes(string.concat("  \"", group, "\": [")));
        vm.closeFile(path);
        while (keccak256(bytes(vm.readLine(path))) != start) {}
        uint256 count;
        for (string memory line = vm.readLine(path); bytes(line)[2] == " "; line = vm.readLine(path)) {
            uint256 state = vm.snapshotState();
            check(_withoutComma(line));
            vm.revertToStateAndDelete(state);
            ++count;
        }
        assertGe(count, least, "too few cases");
    }

    function has(string memory json, string memory key) internal view returns (bool) {
        return vm.keyExistsJson(json, key);
    }

    function hex32(string memory json, string memory key) internal pure returns (bytes32) {
        return vm.parseJsonBytes32(json, key);
    }

    function uintAt(string memory json, string memory key) internal pure returns (uint256) {
        return vm.parseJsonUint(json, key);
    }

    function nameOf(string memory json) internal pure returns (string memory) {
        return vm.parseJsonString(json, ".name");
    }

    function _withoutComma(string memory line) private pure returns (string memory) {
        uint256 size = bytes(line).length;
        if (bytes(line)[size - 1] != ",") return line;
        assembly ("memory-safe") {
            mstore(line, sub(size, 1))
        }
        return line;
    }
}
