// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Question
/// @notice Asks a contract that nobody vouches for to name an address.
library Question {
    /// @notice Too little gas is left to ask with the gas that was promised.
    error TooLittleGas(uint256 left, uint256 needed);

    uint256 private constant GAS = 100_000;
    /// @dev A call passes on 63/64 of what is left; the account may be cold. Without this floor a caller could starve
    /// whom it asks and choose the answer.
    uint256 private constant NEEDED = GAS * 64 / 63 + 5000;

    /// @notice Asks statically, with a fixed amount of gas, and reads one word of the answer.
    /// @param contractHere Whom to ask.
    /// @param data The encoded call.
    /// @return clean Whether the answer was exactly one address.
    /// @return answer The address; zero when the answer was not clean.
    function ask(address contractHere, bytes memory data) internal view returns (bool clean, address answer) {
        require(gasleft() >= NEEDED, TooLittleGas(gasleft(), NEEDED));
        assembly ("memory-safe") {
            let success := staticcall(GAS, contractHere, add(data, 0x20), mload(data), 0x00, 0x20)
            let word := mload(0x00)
            clean := and(and(success, eq(returndatasize(), 0x20)), iszero(shr(160, word)))
            answer := mul(clean, word)
        }
    }
}
