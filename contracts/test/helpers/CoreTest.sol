// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRoyaltyReceivers} from "../../src/core/IRoyaltyReceivers.sol";
import {IWorks} from "../../src/core/IWorks.sol";
import {Ledger} from "../../src/core/Ledger.sol";
import {Works} from "../../src/core/Works.sol";
// forge-std has an Account of its own.
import {Account as Party, AccountLib} from "../../src/types/Account.sol";
import {Flow, Kind, Work} from "../../src/types/Work.sol";
import {Plain} from "./Plain.sol";
import {Token} from "./Token.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Works and Ledger, deployed, with people and short ways to say what a work promises.
abstract contract CoreTest is Test {
    Works internal works;
    Ledger internal ledger;
    Token internal token;

    address internal alice;
    uint256 internal aliceKey;
    address internal bob;
    uint256 internal bobKey;
    address internal payer = makeAddr("payer");
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual {
        (alice, aliceKey) = makeAddrAndKey("alice");
        (bob, bobKey) = makeAddrAndKey("bob");
        works = new Works(IRoyaltyReceivers(address(new Receivers())));
        ledger = new Ledger();
        token = new Token();
        vm.warp(1_800_000_000);
    }

    /// @dev A work without flows, at home in `works`.
    function workOf(address creator, string memory title) internal view returns (Work memory work) {
        work.creator = keyOf(creator);
        work.home = here(address(works));
        work.record = sha256(bytes(title));
    }

    /// @dev The same with one more flow.
    function owing(Work memory work, uint8 kind, uint32 share, bytes32 to) internal pure returns (Work memory) {
        Flow[] memory flows = new Flow[](work.flows.length + 1);
        for (uint256 i; i < work.flows.length; ++i) {
            flows[i] = work.flows[i];
        }
        flows[work.flows.length] = Flow(kind, share, to);
        work.flows = flows;
        return work;
    }

    function owingWork(Work memory work, uint32 share, Work memory parent) internal pure returns (Work memory) {
        return owing(work, Kind.WORK, share, Plain.idOf(parent));
    }

    function owingKey(Work memory work, uint32 share, address payee) internal pure returns (Work memory) {
        return owing(work, Kind.ACCOUNT, share, keyOf(payee).toBytes32());
    }

    /// @dev The nearest valid work to a fuzzed one.
    function valid(Work memory work) internal pure returns (Work memory) {
        uint256 left = 1_000_000;
        Flow[] memory flows = new Flow[](work.flows.length % 33);
        for (uint256 i; i < flows.length; ++i) {
            flows[i] = work.flows[i];
            flows[i].kind %= 3;
            flows[i].share = uint32(flows[i].share % (left + 1));
            left -= flows[i].share;
        }
        work.flows = flows;
        work.resale %= 1_000_001;
        return work;
    }

    function keyOf(address owner) internal pure returns (Party) {
        return AccountLib.from(0, owner);
    }

    function here(address owner) internal view returns (Party) {
        return AccountLib.from(uint64(block.chainid), owner);
    }

    function nothing() internal pure returns (IWorks.Attestation memory) {
        return IWorks.Attestation("", 0, new bytes32[](0));
    }

    function attested(bytes memory signature, bytes32 root, bytes32[] memory path)
        internal
        pure
        returns (IWorks.Attestation memory)
    {
        return IWorks.Attestation(signature, root, path);
    }

    /// @dev Pays a bucket from `payer`, who gets the tokens for it first.
    function pay(bytes32 bucket, uint256 amount) internal {
        token.mint(payer, amount);
        vm.startPrank(payer);
        token.approve(address(ledger), type(uint256).max);
        ledger.pay(bucket, address(token), amount);
        vm.stopPrank();
    }

    function digestOf(address verifier, bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tributary"),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, structHash));
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function signOutput(uint256 key, bytes32 work) internal view returns (bytes memory) {
        return sign(key, digestOf(address(works), keccak256(abi.encode(keccak256("Output(bytes32 work)"), work))));
    }

    function signMint(uint256 key, bytes32 work, address to, uint256 deadline) internal view returns (bytes memory) {
        bytes32 typehash = keccak256("Mint(bytes32 work,address to,uint256 deadline)");
        return sign(key, digestOf(address(works), keccak256(abi.encode(typehash, work, to, deadline))));
    }
}

/// @notice Names a receiver for each work without deploying any.
contract Receivers {
    function receiverOf(bytes32 work) external pure returns (address) {
        return address(uint160(uint256(work)));
    }
}
