// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Offer} from "../../src/types/Offer.sol";

/// @notice The id of an offer written as plainly as the specification says it, to fuzz the fast one against.
library PlainOffer {
    function idOf(Offer memory offer) internal pure returns (bytes32) {
        // Every field is one word, so the struct's own encoding is the one that EIP-712 wants.
        return keccak256(
            bytes.concat(
                keccak256(
                    "Offer(bytes32 work,uint64 epoch,uint64 counter,address token,uint128 price,address buyer,uint32 supply,uint64 duration,uint32 uses,uint8 rights,uint8 exclusive,uint32 derivativeShare,uint32 revenueShare,uint128 revenueCap,uint64 reportingPeriod,bytes32 channel,bytes32 text,address gateway,address feed,uint128 minPrice,uint128 maxPrice,uint32 maxAge,uint64 validUntil,uint256 salt)"
                ),
                abi.encode(offer)
            )
        );
    }
}
