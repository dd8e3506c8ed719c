// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account as Party} from "../../src/types/Account.sol";
import {Offer} from "../../src/types/Offer.sol";
import {Work, WorkLib} from "../../src/types/Work.sol";
import {Exposed} from "./Exposed.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice Works, accounts and offers are named as the vectors say.
/// @custom:rule R-11
contract WorkVectors is VectorTest {
    string private constant WORK =
        "Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)";
    string private constant OFFER =
        "Offer(bytes32 work,uint64 epoch,uint64 counter,address token,uint128 price,address buyer,uint32 supply,uint64 duration,uint32 uses,uint8 rights,uint8 exclusive,uint32 derivativeShare,uint32 revenueShare,uint128 revenueCap,uint64 reportingPeriod,bytes32 channel,bytes32 text,address gateway,address feed,uint128 minPrice,uint128 maxPrice,uint32 maxAge,uint64 validUntil,uint256 salt)";

    Exposed private exposed = new Exposed();

    function test_R11_works_haveTheIdsOfTheVectors() public {
        replay("work", "works", this.checkWork, 50);
    }

    function test_R11_accounts_arePaidWhereTheVectorsSay() public {
        replay("account", "payees", this.checkPayee, 30);
    }

    function test_R11_offers_haveTheIdsOfTheVectors() public {
        replay("offer", "offers", this.checkOffer, 27);
    }

    function checkWork(string memory json) external {
        Work memory work = abi.decode(vm.parseJsonType(json, ".work", WORK), (Work));
        if (has(json, ".error")) {
            vm.expectPartialRevert(_selectorOf(vm.parseJsonString(json, ".error")));
            exposed.idOf(work);
        } else {
            assertEq(exposed.idOf(work), hex32(json, ".id"), nameOf(json));
        }
    }

    function checkPayee(string memory json) external {
        uint256 account = uintAt(json, ".account");
        vm.chainId(uintAt(json, ".chainId"));
        vm.etch(address(uint160(account)), vm.parseJsonBytes(json, ".code"));
        assertEq(exposed.payeeHere(Party.wrap(account)), vm.parseJsonAddress(json, ".payee"), nameOf(json));
    }

    function checkOffer(string memory json) external view {
        Offer memory offer = abi.decode(vm.parseJsonType(json, ".offer", OFFER), (Offer));
        assertEq(exposed.idOf(offer), hex32(json, ".id"), nameOf(json));
    }

    function _selectorOf(string memory name) private pure returns (bytes4) {
        bytes32 hash = keccak256(bytes(name));
        if (hash == keccak256("TooManyFlows")) return WorkLib.TooManyFlows.selector;
        if (hash == keccak256("UnknownKind")) return WorkLib.UnknownKind.selector;
        if (hash == keccak256("SharesTooHigh")) return WorkLib.SharesTooHigh.selector;
        if (hash == keccak256("ResaleTooHigh")) return WorkLib.ResaleTooHigh.selector;
        revert(string.concat("unknown error ", name));
    }
}
