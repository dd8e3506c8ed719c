// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ECDSA} from "solady/utils/ECDSA.sol";
import {SignatureCheckerLib} from "solady/utils/SignatureCheckerLib.sol";

/// @title Signature
/// @notice Says whether a key or a contract signed a hash.
library Signature {
    /// @notice Whether `signer` signed: by ECDSA (64 or 65 bytes), else by its own ERC-1271 answer.
    /// @dev The key is tried first: it stays good when its account delegates to code (EIP-7702), and no code of a plain
    ///      account is ever looked up. The zero address signs nothing.
    function isFrom(bytes calldata self, address signer, bytes32 digest) internal view returns (bool) {
        if (signer == address(0)) return false;
        if (ECDSA.tryRecoverCalldata(digest, self) == signer) return true;
        return SignatureCheckerLib.isValidERC1271SignatureNowCalldata(signer, digest, self);
    }
}
